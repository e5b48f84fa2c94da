import ArgumentParser
import ServerHTTP

struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Print the token that a new couple needs.",
        discussion: "Keep it secret: give it only to people you want on your server, in a way that you trust.")

    @OptionGroup var folder: FolderOptions

    @Flag(help: "Make a new one. It counts from the server's next start; until then, the old one does.")
    var new = false

    func run() async throws {
        let data = try ServerFolder(path: folder.path(try await folder.values()))
        print(try data.registrationToken(renewing: new, random: SystemEffects.random).text)
    }
}
