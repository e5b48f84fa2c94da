package import Models

/// Where a command is read and seen.
package protocol Console: AnyObject {
    /// Columns to lay out for; nil where output goes to no terminal and nobody said how wide it is.
    var columns: Int? { get }
    /// Lines of the terminal; nil where there is none.
    var rows: Int? { get }
    var isColoured: Bool { get }
    /// Output is seen by somebody as it comes.
    var isTerminal: Bool { get }
    /// Somebody is there who can be asked.
    var isInteractive: Bool { get }

    /// To standard output, as it is.
    func write(_ text: String)
    /// To standard error, as it is.
    func complain(_ text: String)
    /// One line from standard input, without its end, after `prompt` was shown on standard error. Nil at the end of input.
    func readLine(prompt: String) -> String?
    /// As `readLine`, without showing what is typed.
    func readSecret(prompt: String) -> String?
    /// Everything on standard input.
    func readAll() throws -> Bytes
    /// Waits for a key, without showing it. Nil seconds: as long as it takes.
    func key(seconds: Double?) -> KeyPress
}

extension Console {
    /// - Returns: whether a key was pressed (or nobody can press any, at the end of input).
    package func waitForKey(seconds: Double?) -> Bool { key(seconds: seconds) != .timedOut }
}
