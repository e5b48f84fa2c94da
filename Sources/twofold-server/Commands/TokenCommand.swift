import ArgumentParser
import ServerHTTP

struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Print the token that founding a couple takes.",
        discussion: "A secret: give it to whom you want to have on your server, on a way that you trust.")

    @OptionGroup var folder: FolderOptions

    @Flag(help: "Make another one. It counts from the server's next start; the one before counts until then.")
    var new = false

    func run() async throws {
        let data = try ServerFolder(path: try folder.path(try await folder.values()))
        print(try data.registrationToken(renewing: new, random: SystemEffects.random).text)
    }
}
