import ArgumentParser
import Catalogue
import ClientCore
import Presentation

struct CheckInCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkin", abstract: "Rate, each for yourself, what gets between you and what carries you.",
        discussion: HelpText.discussion(
            """
            Eight barriers and four qualities, from 0 to 10, with a note to each if you like, and as many of them as you like. On \
            a terminal, you fill in a sheet; otherwise, use --rate or --file. Neither of you sees the other's ratings until both \
            have sealed; until then, `twofold withdraw checkin` takes yours back.
            """,
            examples: [
                "twofold checkin", "twofold checkin --rate vulnerability=7 --rate \"trusting=8:we talked\"",
                "twofold checkin --file - < ratings.txt",
            ]), aliases: ["check-in"])

    @Option(
        name: .customLong("rate"),
        help: ArgumentHelp(
            "A rating, such as trusting=8 or \"trusting=8:we talked\"; may be repeated.", valueName: "subject=value"))
    var rates: [String] = []

    @Option(help: "A file with one rating per line, such as trusting 8: we talked; - is standard input.")
    var file: String?

    @Flag(name: .customLong("draft"), help: "Keep it as a draft, to seal later.")
    var isDraft = false

    @Flag(name: .customLong("yes"), help: "Seal the ratings of --rate or --file without asking, even where that reveals both.")
    var isSure = false

    @OptionGroup var options: ChangeOptions

    func validate() throws {
        if !rates.isEmpty, file != nil { throw ValidationError("Give --rate or --file, not both.") }
    }

    func run(in context: Context) throws -> ExitStatus {
        let text = try context.words(text: nil, file: file)
        do {
            let given = try text.map(CheckInArguments.read) ?? CheckInArguments.read(rates)
            let client = try context.client()
            // The current round depends on what the partner has sealed; offline, on what is known here.
            if !options.isOffline { try context.refresh(client, olderThan: .zero) }
            let sitting = try CheckInSitting(client, context: context, options: options, isSure: isSure)
            guard let given else {
                guard context.console.isInteractive, !isJSON else { throw Messages.CheckIns.checkInNeedsTerminal }
                return try sitting.sit(keepsDraft: isDraft)
            }
            return isDraft ? try sitting.keep(given) : try sitting.seal(given)
        } catch let kept as KeptElsewhere {
            throw kept.error
        } catch {
            // Text from standard input exists nowhere else.
            throw file == "-" ? Safekeeping.inFile(text ?? "", because: error, in: context) : Messages.commandError(error)
        }
    }
}

/// Ratings given as text or flags instead of on the sheet.
enum CheckInArguments {
    /// Reads one rating a line, in the form of a stored check-in.
    ///
    /// - Throws: `CommandError`, which names the line and subjects.
    static func read(_ text: String) throws -> CheckIn? {
        do throws(CheckInError) {
            return try CheckIn(parsing: text)
        } catch {
            throw Messages.commandError(error, in: text, isFlag: false)
        }
    }

    /// Reads ratings of the form `subject=value` or `subject=value:note`.
    ///
    /// - Returns: `nil` if `rates` is empty.
    /// - Throws: `CommandError`.
    static func read(_ rates: [String]) throws -> CheckIn? {
        guard !rates.isEmpty else { return nil }
        let given = rates.map { $0.split(whereSeparator: \.isNewline).joined(separator: " ") }
        do throws(CheckInError) {
            return try CheckIn(parsing: given.map(line).joined(separator: "\n"))
        } catch {
            throw Messages.commandError(error, in: given.joined(separator: "\n"), isFlag: true)
        }
    }

    private static func line(_ rate: String) -> String {
        let parts = rate.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        // Keeps malformed input malformed, so that parsing rejects it.
        guard parts.count == 2 else { return "=" }
        let behind = parts[1].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let words = behind.count == 2 && !behind[1].allSatisfy(\.isWhitespace) ? ": \(behind[1])" : ""
        return "\(trimmed(parts[0]).lowercased()) \(trimmed(behind[0]))\(words)"
    }

    private static func trimmed(_ text: Substring) -> String { text.filter { !$0.isWhitespace } }
}
