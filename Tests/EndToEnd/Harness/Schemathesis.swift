import Foundation
import Models
import ProgramSupport
import Support
import Wire

/// Makes valid and invalid requests from an OpenAPI file, and checks the replies against it (https://schemathesis.io).
enum Schemathesis {
    /// Set by `make openapi` once the program is installed. It takes more than a minute.
    static var isWanted: Bool { ProcessInfo.processInfo.environment["TWOFOLD_SCHEMATHESIS"] == "1" }

    /// - Parameter token: of a device that may sync.
    static func run(at url: String, token: Token) async throws -> Ended {
        // It leaves files in its working folder.
        let folder = try ScratchFolder()
        return try await Ended.running(
            "sh",
            [
                "-c", "cd \"$0\" && exec \"$@\"", folder.path, repository + ".build-python/bin/schemathesis",
                "--config-file", repository + "Scripts/schemathesis.toml", "run", url + Route.openAPI.rawValue, "--url", url,
                "--header", "Authorization: Bearer \(token.bytes.base64)", "--max-examples", "15", "--max-time", "75",
                "--seed", "1", "--generation-database", "none", "--no-color",
            ])
    }

    /// The lines that say how much was tried.
    static func figures(in output: String) -> String {
        output.split(separator: "\n").filter { $0.contains("Tested:") || $0.contains("generated,") }.joined(separator: "\n")
    }

    private static let repository =
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path(percentEncoded: false)
}
