/// Why a file isn't an export that can be imported.
package struct ExportError: Error, Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        /// It isn't JSON, or is cut off.
        case notJSON
        /// It's JSON of something else.
        case notExport
        /// A later version of the program wrote it.
        case newer(version: Int)
        case missing
        /// A value of another type or form.
        case unexpected(Expected)
        /// More bytes than can be stored in one piece.
        case tooLong(limit: Int)
    }

    package enum Expected: String, Hashable, Sendable, CaseIterable {
        case text, number, flag, list, object, time, day, promptID, roundNumber, state, reason, reaction, barrier, depth, part,
            partnerID
    }

    package let reason: Reason
    /// In jq's notation, such as `.prompts[3].rounds[0].mine.at`; `nil` if it concerns the whole file. Contains no one's text.
    package let place: String?

    package init(_ reason: Reason, at place: String? = nil) {
        self.reason = reason
        self.place = place
    }
}
