/// Why a text is no check-in.
package struct CheckInFlaw: Error, Hashable, Sendable {
    package enum Problem: Hashable, Sendable {
        /// Nothing is rated.
        case empty
        case form
        /// The value is none of `Rating.range`.
        case range
        case unknown(String)
        case repeated(CheckInSubject)
    }

    /// Counted from 1.
    package let line: Int
    package let problem: Problem

    init(line: Int, _ problem: Problem) {
        self.line = line
        self.problem = problem
    }
}
