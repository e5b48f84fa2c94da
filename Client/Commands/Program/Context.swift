package import Catalogue
import ClientCore
package import Models

/// Everything of the outside that a command may use, built in one place, for one command.
package final class Context {
    package let console: any Console
    package let homes: any Homes
    package let editor: any TextEditor
    package let files: FileAccess
    package let now: () -> Instant
    package let clock: WallClock
    /// What this machine is called, until its owner says otherwise.
    package let deviceName: String
    /// The home that this command opened, if it did.
    private(set) var opened: (any HomeClient)?
    /// Nobody is to be asked for a passphrase: a script reads what is printed.
    var isScripted = false
    /// The command itself has said that the partner joined.
    var hasGreeted = false
    /// The command itself has said what waits and why, edits that lost included.
    var hasExplained = false

    package init(
        console: any Console, homes: any Homes, editor: any TextEditor, files: FileAccess, now: @escaping () -> Instant,
        clock: WallClock, deviceName: String
    ) {
        self.console = console
        self.homes = homes
        self.editor = editor
        self.files = files
        self.now = now
        self.clock = clock
        self.deviceName = deviceName
    }

    var page: Page {
        let now = now()
        return Page(width: console.columns, isColoured: console.isColoured, clock: clock, now: now)
    }

    /// By the clock on the wall here.
    var today: Day { clock.day(now()) }

    /// The page, for what is printed on a terminal there and then.
    var screen: Page {
        var page = page
        page.hasCursor = console.isTerminal
        return page
    }

    /// The home; it is opened once.
    func client() throws -> any HomeClient {
        if let opened { return opened }
        let client = try unlocking { try homes.open() }
        opened = client
        return client
    }

    /// A couple that was left, to read.
    func former(_ name: String) throws -> any HomeClient { try unlocking { try homes.former(name) } }

    /// Whether there is a partner here, with or without another. Creates nothing.
    func isInitialised() throws -> Bool {
        do {
            _ = try client().setting(.name)
            return true
        } catch ClientError.notInitialised {
            return false
        }
    }

    /// The home, made if it is not there.
    func newClient() throws -> any HomeClient {
        let client = try unlocking { try homes.create() }
        opened = client
        return client
    }

    /// Asks for the passphrase, for this command alone, where the home is locked and somebody is there who can be asked.
    private func unlocking<Result>(_ open: () throws -> Result) throws -> Result {
        do {
            return try open()
        } catch LockError.locked {
            guard console.isInteractive, !isScripted, let passphrase = console.readSecret(prompt: Wording.passphraseOfLocked),
                !passphrase.isEmpty
            else { throw LockError.locked }
            try homes.lock.use(passphrase)
            return try open()
        }
    }

    /// For another command on the same home, in the same process.
    func another() -> Context {
        let context = Context(
            console: console, homes: homes, editor: editor, files: files, now: now, clock: clock, deviceName: deviceName)
        context.opened = opened
        return context
    }

    /// The home is put away: nothing more is to be read from it.
    func close() { opened = nil }
}
