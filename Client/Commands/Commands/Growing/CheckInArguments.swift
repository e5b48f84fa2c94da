import Catalogue
import Presentation

/// Ratings given as text or flags instead of on the sheet.
enum CheckInArguments {
    /// Reads one rating a line, in the form of a stored check-in.
    ///
    /// - Throws: `Failure`, which names the line and subjects.
    static func read(_ text: String) throws -> CheckIn? {
        do throws(CheckInFlaw) {
            return try CheckIn(parsing: text)
        } catch {
            throw Wording.failure(error, in: text, isFlag: false)
        }
    }

    /// Reads ratings of the form `subject=value` or `subject=value:note`.
    ///
    /// - Returns: `nil` if `rates` is empty.
    /// - Throws: `Failure`.
    static func read(_ rates: [String]) throws -> CheckIn? {
        guard !rates.isEmpty else { return nil }
        let given = rates.map { $0.split(whereSeparator: \.isNewline).joined(separator: " ") }
        do throws(CheckInFlaw) {
            return try CheckIn(parsing: given.map(line).joined(separator: "\n"))
        } catch {
            throw Wording.failure(error, in: given.joined(separator: "\n"), isFlag: true)
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
