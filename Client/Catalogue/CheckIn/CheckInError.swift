/// Why a text isn't a valid check-in.
package struct CheckInError: Error, Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        /// It has no ratings.
        case empty
        case form
        /// The value is outside `Rating.range`.
        case range
        case unknown(String)
        case repeated(CheckInSubject)
    }

    /// Counted from 1.
    package let line: Int
    package let reason: Reason

    init(line: Int, _ reason: Reason) {
        self.line = line
        self.reason = reason
    }
}
