import Catalogue

/// Ratings that were given without a sheet.
enum CheckInArguments {
    /// A line each, as a check-in is written.
    ///
    /// - Throws: `Failure`, which names line and subjects.
    static func read(_ text: String) throws -> CheckIn? {
        do throws(CheckInFlaw) {
            return try CheckIn(parsing: text)
        } catch {
            throw Wording.failure(error, in: text, isFlag: false)
        }
    }

    /// Each as `subject=value` or `subject=value:words`.
    ///
    /// - Returns: nil where there are none.
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
        // Whatever is no rating stays none.
        guard parts.count == 2 else { return "=" }
        let behind = parts[1].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let words = behind.count == 2 && !behind[1].allSatisfy(\.isWhitespace) ? ": \(behind[1])" : ""
        return "\(trimmed(parts[0]).lowercased()) \(trimmed(behind[0]))\(words)"
    }

    private static func trimmed(_ text: Substring) -> String { text.filter { !$0.isWhitespace } }
}
