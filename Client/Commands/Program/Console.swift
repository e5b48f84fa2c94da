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
    /// Standard error is seen by somebody as it comes.
    var complaintsAreSeen: Bool { get }
    /// Somebody is there who can be asked.
    var isInteractive: Bool { get }

    /// To standard output, as it is.
    func write(_ text: String)
    /// As `write`, through the pager that this person likes, if any. Returns once it has ended.
    func page(_ text: String)
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
    /// As `key`, for as long as it takes; `body` is called whenever that many seconds have passed without one. A key pressed while it runs
    /// counts.
    func key(every seconds: Double, _ body: () -> Void) -> KeyPress

    /// Gives the whole terminal to a screen until that is done; whatever happens, the terminal is as before afterwards.
    ///
    /// - Parameter atRest: called each time before it waits for a key.
    /// - Returns: nil, having called nothing, where there is no terminal that could show it.
    func fill<Shown: Screen>(_ screen: Shown, atRest: (Shown) -> Void) -> (screen: Shown, end: ScreenEnd)?
    /// Ends the process as the signal would have.
    func end(by signal: Int32)
}
