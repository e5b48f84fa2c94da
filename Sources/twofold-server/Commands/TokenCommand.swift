import ArgumentParser
import PostgresStore
import ServerHTTP

struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Print the token that a new couple needs.",
        discussion: "Keep it secret: give it only to people you want on your server, in a way that you trust.")

    @OptionGroup var folder: FolderOptions

    @Flag(help: "Make a new one. It counts from the server's next start; until then, the old one does.")
    var new = false

    func run() async throws {
        let place = try folder.database(try await folder.values())
        let token = try ServerSetUpError.explaining(in: place) {
            switch place {
            case .folder(let path): try ServerFolder(path: path).registrationToken(renewing: new, random: SystemEffects.random)
            case .postgres(let database):
                try RegistrationToken(in: PostgresStore(database, connections: 4), renewing: new, random: SystemEffects.random)
            }
        }
        print(token.text)
    }
}
