import ClientCore
import Models

extension Wording {
    static let noHistory = "There are no versions of yours yet."

    static func restoreHint(_ prompt: String) -> String {
        "`twofold history \(SafeText.line(prompt)) --restore N` brings one back."
    }

    /// For an edit that was too late, because its answer was already frozen.
    static func lateHint(_ prompt: String, _ version: Int) -> String {
        "`twofold reflect \(SafeText.line(prompt)) --version \(version)` says version \(version) under what is open."
    }

    /// What became of a version.
    static func fate(_ version: HistoryVersion) -> String {
        guard !version.isArchived else { return "brought in from an export" }
        return switch version.reason {
        case nil: version.isDraft ? "your draft now" : "sealed now"
        case .edited: "edited since"
        case .superseded: "another of your machines wrote a later one"
        case .locked: "came after both had sealed"
        case .withdrawn: "taken back"
        case .otherHistory: "opened before the server went back"
        }
    }

    static func level(_ level: Finding.Level) -> String {
        switch level {
        case .fine: "fine"
        case .note: "note"
        case .problem: "problem"
        }
    }
}
