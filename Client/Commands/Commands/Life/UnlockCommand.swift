import ArgumentParser
import ClientCore
import Machine
import Models
import Presentation

struct UnlockCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "unlock", abstract: "Open a locked home for a while.",
        discussion: HelpText.discussion(
            """
            A process in the background remembers the key for that long, for your own processes alone, and then forgets it. The \
            passphrase is read from a prompt or from standard input.
            """,
            examples: ["twofold unlock", "twofold unlock --for 1h30m"]))

    @Option(name: .customLong("for"), help: ArgumentHelp("How long, as 90s, 15m or 1h30m; a day at most.", valueName: "time"))
    var period = LockPeriod.usual

    @OptionGroup var options: OutputOptions

    var isJSON: Bool { options.isJSON }

    func run(in context: Context) throws -> ExitStatus {
        guard try context.homes.hasAny() else { throw ClientError.notInitialised }
        let lock = context.homes.lock
        guard try lock.hasPassphrase else { throw LockError.noPassphrase }
        try context.patiently {
            try lock.unlock(context.passphrase(), seconds: period.seconds)
        } mistyped: {
            $0 as? LockError == .wrongPassphrase ? Wording.failure($0) : nil
        }
        let until = context.now().advanced(bySeconds: period.seconds)
        isJSON
            ? context.print(["unlocked": true, "until": JSON.instant(until)])
            : context.say(Wording.unlocked(context.page.moment(until)))
        return .done
    }
}
