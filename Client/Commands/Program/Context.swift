package import Catalogue
import ClientCore
import Machine
package import Models
import Presentation

/// Everything outside the program that one command can use, built in one place.
package final class Context {
    package let console: any Console
    package let homes: any Homes
    package let editor: any TextEditor
    package let files: FileAccess
    package let now: () -> Instant
    package let clock: WallClock
    /// The device's default name.
    package let deviceName: String
    /// The home that this command opened, if any.
    private(set) var opened: (Client)?
    /// Whether a script reads the output, so that the user isn't asked for a passphrase.
    var isScripted = false
    /// Whether the command itself has announced that the partner joined.
    var hasGreeted = false
    /// The devices that the command itself has announced.
    var greeted: Set<DeviceID> = []
    /// The question that the command is about: what goes wrong is told of it.
    private(set) var subject: PromptID?
    /// Whether the command itself has said what waits and why, including edits that lost.
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

    var page: OutputLayout {
        let now = now()
        return OutputLayout(width: console.columns, isColoured: console.isColoured, clock: clock, now: now)
    }

    /// In local time.
    var today: Day { clock.day(now()) }

    /// The page for output that goes straight to a terminal.
    var screen: OutputLayout {
        var page = page
        page.hasCursor = console.isTerminal
        return page
    }

    /// Opens the home on first use.
    ///
    /// - Throws: `ClientError.notInitialised`; `CommandError`; what opening the home throws.
    func client() throws -> Client {
        if let opened { return opened }
        let client = try unlocking { try homes.open() }
        opened = client
        return client
    }

    /// A couple that the user left, for reading.
    func former(_ name: String) throws -> Client { try unlocking { try homes.former(name) } }

    /// Whether there is a home, with or without a second partner. Creates nothing.
    func isInitialised() throws -> Bool {
        do {
            _ = try client().setting(.name)
            return true
        } catch ClientError.notInitialised {
            return false
        } catch HomeFolderError.emptied {
            return false
        }
    }

    /// Opens the home, and creates it if it doesn't exist.
    func newClient() throws -> Client {
        let client = try unlocking { try homes.create() }
        opened = client
        return client
    }

    /// If the home is locked and the user can be prompted, asks for the passphrase, for this command only.
    private func unlocking<Result>(_ open: () throws -> Result) throws -> Result {
        do {
            return try open()
        } catch LockError.locked {
            try askForPassphrase()
            return try open()
        }
    }

    /// Asks up to three times, so that a slip of the keys doesn't end the command: the next try would be typed at the shell, in sight.
    private func askForPassphrase() throws {
        var error = LockError.locked
        for isLast in [false, false, true] {
            guard console.isInteractive, !isScripted,
                let passphrase = console.readSecret(prompt: Messages.Membership.passphraseOfLocked),
                !passphrase.isEmpty
            else { throw error }
            do {
                return try slowly(Messages.Membership.openingHome) { try homes.lock.use(passphrase) }
            } catch LockError.wrongPassphrase where !isLast {
                error = .wrongPassphrase
                console.complain(Messages.Membership.wrongPassphrase + "\n")
            }
        }
    }

    /// A context for another command on the same home, in the same process.
    func another() -> Context {
        let context = Context(
            console: console, homes: homes, editor: editor, files: files, now: now, clock: clock, deviceName: deviceName)
        context.opened = opened
        return context
    }

    /// What the couple's questions are called.
    var names: PromptNames { (try? opened?.names()) ?? .ids }

    /// The question that a text names.
    ///
    /// - Throws: `unknownPrompt`, `ambiguousPrompt`, `store`.
    func question(_ text: String, _ client: Client) throws(ClientError) -> PromptID {
        let id = try client.resolve(text)
        note(id)
        return id
    }

    /// Records which question the command is about.
    func note(_ question: PromptID) { subject = question }

    /// Call when the home has been archived: nothing more is read from it.
    func close() { opened = nil }
}

extension Context {
    /// Pulls for at most a second if the last sync is older than `age`. If that fails, says how old the data shown is; it can
    /// be read all the same.
    func refresh(_ client: Client, olderThan age: Duration = .seconds(5)) throws {
        guard let failure = errorRefreshing(client, olderThan: age), !isScripted else { return }
        mention(Messages.Status.asOf(try client.status().lastSync, because: failure, page: page))
    }

    /// Like `refresh`, without a message.
    ///
    /// - Returns: why it failed; `nil` if it succeeded, wasn't due, or never can succeed.
    func errorRefreshing(_ client: Client, olderThan age: Duration) -> CommandError? {
        do {
            let report = try client.syncIfOlder(than: age, budget: .seconds(1))
            if report?.hasLeft == true { return Messages.commandError(ClientError.youHaveLeft) }
            switch report?.stopped {
            case nil, .noServer, .youHaveLeft, .deviceRemoved, .partnerHasLeft: return nil
            case let stopped?: return Messages.commandError(stopped)
            }
        } catch {
            // For example a full disk. If the home can't be read either, reading it reports that.
            return Messages.commandError(error)
        }
    }
}
