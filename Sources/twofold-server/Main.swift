import ArgumentParser
import CProcess
import Models

@main
struct Main {
    static func main() async {
        twofold_keep_memory_private()
        twofold_crash_in_silence()
        await TwofoldServer.main()
    }
}

struct TwofoldServer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "twofold-server",
        abstract: "Keeps two partners' devices in step, and can't read anything they write.",
        discussion: """
            Whatever can be given as a flag can also be set in the environment (--host as TWOFOLD_SERVER_HOST) or in a JSON file \
            named by --config ("host"). A flag counts more than the environment, and the environment more than the file.
            """,
        version: Release.line(of: "twofold-server"),
        subcommands: [
            ServeCommand.self, BackupCommand.self, RestoreCommand.self, NewHistoryCommand.self, MoveCommand.self, CheckCommand.self,
            StatsCommand.self, TokenCommand.self,
        ],
        defaultSubcommand: ServeCommand.self)
}
