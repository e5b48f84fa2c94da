package import ClientCore
package import Machine
package import Models
package import Presentation

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
    ///
    /// - Returns: whether all of it was taken.
    @discardableResult
    func write(_ text: String) -> Bool
    /// Whether the user has a pager.
    var hasPager: Bool { get }
    /// Like `write`, through the user's pager, if any. Returns once the pager has exited.
    func page(_ text: String)
    /// Writes to standard error, unchanged.
    func complain(_ text: String)
    /// Shows `prompt` on standard error and reads a line from standard input, without its line break. `nil` at the end.
    func readLine(prompt: String) -> String?
    /// Like `readLine`, without echo.
    func readSecret(prompt: String) -> String?
    /// Runs `body`, which takes a while. If someone is typing, keys pressed meanwhile are neither shown nor kept.
    ///
    /// - Throws: what `body` throws.
    func unheard<Result>(_ body: () throws -> Result) throws -> Result
    /// Reads all of standard input.
    func readAll() throws -> Bytes
    /// Waits for a key, without echo. `span`: `nil` to wait indefinitely.
    func key(within span: Duration?) -> KeyPress
    /// Waits for a key indefinitely, without echo, and calls `body` each time `span` passes without one. A key pressed while
    /// `body` runs counts.
    func key(every span: Duration, _ body: () -> Void) -> KeyPress

    /// Gives a screen the whole terminal until it is done. Always restores the terminal afterwards.
    ///
    /// - Parameter atRest: called each time before waiting for a key.
    /// - Returns: `nil`, without having called anything, if no terminal can show it.
    func fill<Shown: Screen>(_ screen: Shown, atRest: (Shown) -> Void) -> (screen: Shown, end: ScreenEnd)?
    /// Ends the process as the signal would have.
    func end(by signal: Int32)
}

/// The editor in which answers are written.
package protocol TextEditor {
    /// Opens the user's editor on `text`, with `heading` below it, and waits for it to exit. The text stays in a file until it is
    /// saved elsewhere, so it survives a crash of the editor, the program or the machine; the next session of that name starts with
    /// it. Each name has at most one session at a time.
    ///
    /// - Parameters:
    ///   - session: named by `EditorTask`.
    ///   - save: receives the text, unless it is empty; returns whether the text is now saved elsewhere.
    /// - Returns: the text, without the heading.
    func edit(_ session: String, heading: String, text: String, save: (String) throws -> Bool) throws -> String

    /// The file that holds a session's text until it is saved elsewhere.
    func path(_ session: String) -> String

    /// Keeps text like `edit`, without an editor. `body` receives the text of a session that ended abnormally, if any, and a
    /// function that keeps new text in its place. Once `body` has returned, the text counts as saved elsewhere.
    func keeping<Result>(
        _ session: String, heading: String, _ body: (_ left: String?, _ keep: (String) throws -> Void) throws -> Result
    ) throws -> Result
}

/// Access to files that are named on the command line.
package struct FileAccess {
    package let read: (String) throws -> Bytes
    /// Atomically and durably replaces the file, with access for its owner only (mode 0600).
    package let write: (String, Bytes) throws -> Void
    /// Throws what `write` would throw by now. Changes nothing.
    package let check: (String) throws -> Void

    package init(
        read: @escaping (String) throws -> Bytes, write: @escaping (String, Bytes) throws -> Void,
        check: @escaping (String) throws -> Void
    ) {
        self.read = read
        self.write = write
        self.check = check
    }
}

/// Where this device keeps its home, and the homes of couples that the user left.
package protocol Homes {
    associatedtype Lock: HomeLock
    var lock: Lock { get }

    /// Opens the home. Creates nothing.
    ///
    /// - Throws: `ClientError.notInitialised` if there is none; `LockError.locked`.
    func open() throws -> Client

    /// Opens the home, and creates it if it doesn't exist, for `init`, `join`, `link` or `recover` to fill.
    func create() throws -> Client

    /// Opens a couple that the user left, for reading.
    ///
    /// - Throws: `CommandError` if there is none of that name.
    func former(_ name: String) throws -> Client

    /// The names that `former` knows, in ascending order.
    ///
    /// - Throws: `FileError`.
    func formerNames() throws -> [String]

    /// Moves the home to the former ones.
    ///
    /// - Precondition: the client isn't used any more.
    /// - Returns: the name by which `former` opens it: `name` or a variant.
    /// - Throws: `FileError`.
    func archive(as name: String) throws -> String

    /// Saves words that couldn't be saved elsewhere, text or not, in a file that only its owner can read.
    ///
    /// - Returns: the file's path.
    /// - Throws: `FileError`; `HomeFolderError`.
    func rescue(_ words: Bytes) throws -> String

    /// Whether there is a home, or a former one. Opens nothing.
    ///
    /// - Throws: `FileError`; `HomeFolderError.notAFolder`.
    func hasAny() throws -> Bool

    /// Call when a command has ended: encrypts or removes what shouldn't stay unencrypted.
    func settle()

    /// Finds problems with how the home is stored in the file system, for `doctor`.
    func inspect() -> [HomeInspectionError]
}

/// The optional lock on a home's store keys: a passphrase, and an agent that keeps the key in memory for a while.
///
/// Every method throws `LockError` or `FileError`.
package protocol HomeLock {
    var hasPassphrase: Bool { get throws }

    /// Encrypts the keys of the home and of former couples under a passphrase. Durable. If it is interrupted, the home opens as
    /// before or with the passphrase.
    ///
    /// - Throws: `passphraseExists`.
    func setPassphrase(_ new: String) throws

    /// - Throws: `wrongPassphrase`, `noPassphrase`; nothing was changed.
    func changePassphrase(_ old: String, to new: String) throws

    /// Stores the keys unencrypted again. Durable, like `setPassphrase`.
    ///
    /// - Throws: `wrongPassphrase`, `noPassphrase`; nothing was changed.
    func removePassphrase(_ passphrase: String) throws

    /// Makes the agent forget the key, before this returns, and encrypts text in files.
    ///
    /// - Returns: whether all files were encrypted: `false` while an editor is open.
    func forget() throws -> Bool

    /// Gives the key to an agent, which forgets it after `period`.
    ///
    /// - Throws: `wrongPassphrase`, `noPassphrase`, `agentFailed`.
    func unlock(_ passphrase: String, for period: LockPeriod) throws

    /// Unlocks the home for this process alone.
    ///
    /// - Throws: `wrongPassphrase`, `noPassphrase`.
    func use(_ passphrase: String) throws
}
