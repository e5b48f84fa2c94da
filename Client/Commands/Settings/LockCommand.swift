import ArgumentParser
import ClientCore
import Machine
import Models
import Presentation

struct LockCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "lock", abstract: "Lock this home behind a passphrase.",
        discussion: HelpText.discussion(
            """
            The first time, it asks for a passphrase, twice. After that, it ends at once what `twofold unlock` opened. You type \
            the passphrase, or it is read, line by line, from standard input.
            """,
            examples: ["twofold lock", "twofold lock --change", "twofold lock --off"]))

    @Flag(name: .customLong("change"), help: "Set a new passphrase.")
    var changes = false

    @Flag(name: .customLong("off"), help: "Remove the passphrase: the keys are then stored unencrypted again.")
    var ends = false

    @OptionGroup var options: OutputOptions

    func validate() throws {
        if changes, ends { throw ValidationError("Give --change or --off, not both.") }
    }

    func run(in context: Context) throws -> ExitStatus {
        guard try context.homes.hasAny() else { throw ClientError.notInitialised }
        let lock = context.homes.lock
        if changes {
            try change(lock, in: context)
        } else if ends {
            try end(lock, in: context)
        } else {
            try self.lock(lock, in: context)
        }
        return .done
    }

    private func lock(_ lock: some HomeLock, in context: Context) throws {
        let isFirst = try !lock.hasPassphrase
        if isFirst {
            let passphrase = try context.newPassphrase()
            try context.slowly(Messages.Membership.oneMoment) { try lock.setPassphrase(passphrase) }
        }
        let isAllPutAway = try lock.forget()
        isJSON
            ? context.print(["locked": true]) : context.say(isFirst ? Messages.Membership.lockedFirst : Messages.Membership.locked)
        if !isAllPutAway { context.mention(Messages.Membership.editorStillOpen) }
    }

    private func change(_ lock: some HomeLock, in context: Context) throws {
        guard try lock.hasPassphrase else { throw LockError.noPassphrase }
        let (old, new) = (try context.passphrase(), try context.newPassphrase())
        try context.slowly(Messages.Membership.oneMoment) { try lock.changePassphrase(old, to: new) }
        isJSON ? context.print(["changed": true]) : context.say(Messages.Membership.passphraseChanged)
    }

    private func end(_ lock: some HomeLock, in context: Context) throws {
        guard try lock.hasPassphrase else { throw LockError.noPassphrase }
        let passphrase = try context.passphrase()
        try context.slowly(Messages.Membership.oneMoment) { try lock.removePassphrase(passphrase) }
        isJSON ? context.print(["locked": false]) : context.say(Messages.Membership.passphraseRemoved)
    }
}

extension LockPeriod: ExpressibleByArgument {
    package var defaultValueDescription: String { "15m" }
}

struct UnlockCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "unlock", abstract: "Open a locked home for a while.",
        discussion: HelpText.discussion(
            """
            A process in the background remembers the key for that long, for your own processes alone, and then forgets it. You \
            type the passphrase, or it is read from standard input.
            """,
            examples: ["twofold unlock", "twofold unlock --for 1h30m"]))

    @Option(name: .customLong("for"), help: ArgumentHelp("How long, such as 90s, 15m or 1h30m; a day at most.", valueName: "time"))
    var period = LockPeriod.usual

    @OptionGroup var options: OutputOptions

    func run(in context: Context) throws -> ExitStatus {
        guard try context.homes.hasAny() else { throw ClientError.notInitialised }
        let lock = context.homes.lock
        guard try lock.hasPassphrase else { throw LockError.noPassphrase }
        try context.patiently {
            let passphrase = try context.passphrase()
            try context.slowly(Messages.Membership.openingHome) { try lock.unlock(passphrase, for: period) }
        } mistyped: {
            $0 as? LockError == .wrongPassphrase ? Messages.commandError($0) : nil
        }
        let until = context.now().advanced(by: period.duration)
        isJSON
            ? context.print(["unlocked": true, "until": until])
            : context.say(Messages.Membership.unlocked(context.page.moment(until)))
        return .done
    }
}
