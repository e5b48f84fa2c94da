import Catalogue
package import ClientCore
import Models

extension Messages {
    /// Why a file can't be imported, and where the problem is.
    package static func commandError(_ error: ExportError) -> CommandError {
        let place = error.place.map(SafeText.line) ?? ""
        let unchanged = "Use a file that `twofold export --format json` wrote, unchanged. Nothing was imported."
        return switch error.reason {
        case .notJSON:
            CommandError("export_not_json", "This isn't JSON, or only the beginning of it.", next: unchanged)
        case .notExport:
            CommandError("export_unknown", "This is JSON, but not an export of Twofold.", next: unchanged)
        case .newer(let version):
            CommandError(
                "export_newer", "A newer version of twofold wrote this export (format \(version)).",
                next: "Update twofold on this device, then import it. Nothing was imported.")
        case .missing: CommandError("export_flawed", "\(place) is missing.", next: unchanged)
        case .unexpected(let expected):
            CommandError(
                "export_flawed", "\(place.isEmpty ? "Something in it" : place) must be \(Exports.form(expected)).", next: unchanged
            )
        case .tooLong(let limit):
            CommandError(
                "export_too_long",
                "\(place.isEmpty ? "The file" : place) is longer than the \(limit) bytes that can be imported.",
                next: "Shorten it in the file and try again. Nothing was imported.")
        }
    }

    package enum Exports {
        package static let exporting = "Exporting"
        package static let importing = "Importing"
        package static let syncing = "Syncing"

        package static func soFar(_ report: SyncReport) -> String { "sent \(report.pushed), received \(report.pulled)" }

        package static let pageOnTerminal = CommandError(
            "usage", "That page is for a browser, not a terminal.",
            next: "`twofold export --format html --output keepsake.html` writes it to a file.", status: .usage)

        /// What a file contains, before it is imported.
        package static func toBringIn(_ export: Export, page: OutputLayout) -> String {
            // A file put together by hand may have the same question, or round, twice.
            let rounds = Dictionary(grouping: export.prompts, by: \.id).values.map { same in
                Set(same.flatMap(\.rounds)).count { $0.draft != nil || $0.mine != nil || $0.theirs != nil }
            }
            let items = [
                (rounds.count, "question", "questions"), (rounds.reduce(0, +), "round", "rounds"),
                (export.pledges.count, "pledge", "pledges"), (export.decks.count, "deck", "decks"),
            ]
            let held = items.filter { $0.0 > 0 }.map { count($0.0, $0.1, $0.2) }
            let who = export.name.map { " by \(SafeText.line($0))" } ?? ""
            let with = export.partner.map { ", with \(SafeText.line($0))," } ?? ""
            return "In it: \(held.isEmpty ? "nothing" : list(held)), exported\(who)\(with) on \(page.date(export.exported))."
        }

        /// Who will be able to see the imported content.
        package static func visibility(_ export: Export) -> String {
            "All of it is for you alone, on your own devices" + (export.decks.isEmpty ? "." : "; decks are for both of you.")
        }

        // MARK: Who exported a file

        /// The question who exported a file. Quotes the beginning of an answer, so that the user can tell.
        package static func whoExported(_ export: Export, partner: String?) -> String {
            let sample = export.prompts.lazy.flatMap(\.rounds).compactMap { $0.mine ?? $0.draft }.first.map { voice in
                " Whoever exported it wrote: “\(Wrapping.truncated(SafeText.line(voice.text), width: 60))”"
            }
            return "Twofold can't tell whether you or \(partnerName(partner)) exported this file.\(sample ?? "") Who did?"
        }

        package static func exported(by author: ExportAuthor, _ export: Export) -> String {
            func called(_ name: String?) -> String { name.map { ", called \(SafeText.line($0)) in it" } ?? "" }
            return switch author {
            case .me: "I did\(called(export.name)). What it says is mine stays mine."
            case .partner: "My partner did\(called(export.name)), and I'm the other\(called(export.partner))."
            }
        }

        package static func unknownAuthor(_ export: Export) -> CommandError {
            CommandError(
                "export_author_unknown", "Twofold can't tell which of you exported this file, so nothing was imported.",
                next: "If you did, add `--exported-by me`. If your partner did: `--exported-by partner`.", status: .usage)
        }

        package static let notBroughtIn = CommandError("not_brought_in", "Nothing was imported.")

        /// A file was to be imported as the other partner's.
        static func exportedByOther(than author: ExportAuthor) -> CommandError {
            switch author {
            case .me:
                CommandError(
                    "exported_by_other", "Your partner exported this file, so its words aren't yours. Nothing was imported.",
                    next: "Without `--exported-by me`, it's imported with each answer on its own side.")
            case .partner:
                CommandError(
                    "exported_by_other",
                    "You exported this file yourself, so its words aren't your partner's. Nothing was imported.",
                    next: "Import it without `--exported-by partner`.")
            }
        }

        package static func partnersExport(_ export: Export, leftOut: Int) -> String {
            let name = partnerFirst(export.name)
            let rest =
                leftOut == 0
                ? ""
                : " \(count(leftOut, "thing", "things")) that only \(partnerName(export.name)) may read \(leftOut == 1 ? "stays" : "stay") out:"
                    + " drafts, earlier versions, skips, and what isn't revealed."
            return "\(name) exported it: each answer is imported as the words of whoever wrote it.\(rest)"
        }

        package static let nothingNew = "It was all here already; nothing was changed."

        package static func broughtIn(_ result: BroughtIn) -> Confirmation {
            let items = [
                (result.rounds, "round", "rounds"), (result.drafts, "draft", "drafts"), (result.skips, "skip", "skips"),
                (result.pledges, "pledge", "pledges"), (result.decks, "deck", "decks"),
            ]
            let new = items.filter { $0.0 > 0 }.map { count($0.0, $0.1, $0.2) }
            let text = new.isEmpty ? count(result.prompts, "question", "questions") : list(new)
            return Confirmation("Imported: \(text).", kept: "Imported here: \(text).", isForBoth: result.decks > 0)
        }

        fileprivate static func form(_ expected: ExportError.Expected) -> String {
            switch expected {
            case .text: "text"
            case .number: "a whole number"
            case .flag: "true or false"
            case .list: "a list"
            case .object: "an object"
            case .time: "a time such as 2026-01-31T18:00:00Z"
            case .day: "a day such as 2026-01-31"
            case .promptID: "the id of a question, such as founding/first-word"
            case .roundNumber: "the number of a round, 1 for the first"
            case .state: "the state of a round, such as revealed"
            case .reason: "the reason of a version, such as edited"
            case .reaction: "one character, such as ♥"
            case .barrier: "one of the barriers, such as shame"
            case .depth: "1, 2 or 3"
            case .partnerID: "the id of a partner, as an export writes it"
            case .part: "the name of a deck: lower-case letters, digits, and hyphens between them"
            }
        }

        static let noHistory = "There are no versions of yours yet."

        static func restoreHint(_ prompt: String) -> String {
            "`twofold history \(prompt) --restore N` brings one back."
        }

        /// For an edit that was too late, because its answer was already frozen.
        static func lateHint(_ prompt: String, _ version: Int) -> String {
            "`twofold reflect \(prompt) --version \(version)` says version \(version) under the answers."
        }

        /// What became of a version.
        ///
        /// - Parameter isRevealed: whether its round is.
        static func fate(_ version: HistoryVersion, isRevealed: Bool) -> String {
            guard !version.isArchived else { return "imported from an export" }
            return switch version.reason {
            case nil: version.isDraft ? "your draft now" : isRevealed ? "revealed" : "sealed now"
            case .edited: "edited since"
            case .superseded: "replaced by a later one from another of your devices"
            case .locked: "came after you'd both sealed"
            case .removed: "written on a device that was removed"
            case .withdrawn: "taken back"
            case .otherHistory: "revealed before the server went back"
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
}
