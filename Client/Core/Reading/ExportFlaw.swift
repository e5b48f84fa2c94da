/// Why a file is no export that can be brought in.
package struct ExportFlaw: Error, Hashable, Sendable {
    package enum Problem: Hashable, Sendable {
        /// No JSON, or cut short.
        case notJSON
        /// JSON of something else.
        case notExport
        /// Written by a later version of the program.
        case newer(version: Int)
        case missing
        /// Of another kind or form.
        case unexpected(Expected)
        /// More octets than can be kept in one piece.
        case tooLong(limit: Int)
    }

    package enum Expected: String, Hashable, Sendable, CaseIterable {
        case text, number, flag, list, object, time, day, promptID, roundNumber, state, reason, sign, barrier, depth, part,
            partnerID
    }

    package let problem: Problem
    /// As jq writes it, such as `.prompts[3].rounds[0].mine.at`; nil where it concerns the whole. Holds nobody's words.
    package let place: String?

    package init(_ problem: Problem, at place: String? = nil) {
        self.problem = problem
        self.place = place
    }
}
