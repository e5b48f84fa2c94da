import ClientCore
import Presentation

extension Context {
    /// A server from an argument, a prompt or standard input.
    ///
    /// - Parameters:
    ///   - argument: `nil` or `-` to read it instead.
    ///   - known: the home's server, to which a pin or token without an address applies.
    /// - Returns: `nil` for empty input.
    /// - Throws: `ServerSettingError`.
    func server(_ argument: String?, asking prompt: String, known: ServerAddress? = nil) throws -> ServerSetting? {
        var typed = ""
        return try patiently {
            let line = try secret(argument, asking: prompt)
            typed += line + "\n"
            guard line.contains(where: { !$0.isWhitespace }) else { return nil }
            do {
                return try ServerSetting(parsing: line, known: known)
            } catch {
                // A paste from a narrow window arrives as several lines, each an answer of its own.
                guard let whole = try? ServerSetting(parsing: typed, known: known), whole.isTelling else { throw error }
                return whole
            }
        } mistyped: {
            argument == nil || argument == "-" ? ($0 as? ServerSettingError).map(Wording.failure) : nil
        }
    }
}
