package import Machine
package import Models

/// A command's input and output.
package protocol Console: AnyObject {
    /// Columns to lay out for; `nil` if output isn't a terminal and no width is set.
    var columns: Int? { get }
    /// Lines of the terminal; `nil` if there is none.
    var rows: Int? { get }
    var isColoured: Bool { get }
    /// Whether output goes to a terminal.
    var isTerminal: Bool { get }
    /// Whether standard error goes to a terminal.
    var complaintsAreSeen: Bool { get }
    /// Whether the user can be prompted.
    var isInteractive: Bool { get }

    /// Writes to standard output, unchanged.
    func write(_ text: String)
    /// Like `write`, through the user's pager, if any. Returns once the pager has exited.
    func page(_ text: String)
    /// Writes to standard error, unchanged.
    func complain(_ text: String)
    /// Shows `prompt` on standard error and reads a line from standard input, without its line break. `nil` at the end.
    func readLine(prompt: String) -> String?
    /// Like `readLine`, without echo.
    func readSecret(prompt: String) -> String?
    /// Reads all of standard input.
    func readAll() throws -> Bytes
    /// Waits for a key, without echo. `seconds`: `nil` to wait indefinitely.
    func key(seconds: Double?) -> KeyPress
    /// Waits for a key indefinitely, without echo, and calls `body` each time `seconds` pass without one. A key pressed while
    /// `body` runs counts.
    func key(every seconds: Double, _ body: () -> Void) -> KeyPress

    /// Gives a screen the whole terminal until it is done. Always restores the terminal afterwards.
    ///
    /// - Parameter atRest: called each time before waiting for a key.
    /// - Returns: `nil`, without having called anything, if no terminal can show it.
    func fill<Shown: Screen>(_ screen: Shown, atRest: (Shown) -> Void) -> (screen: Shown, end: ScreenEnd)?
    /// Ends the process as the signal would have.
    func end(by signal: Int32)
}
