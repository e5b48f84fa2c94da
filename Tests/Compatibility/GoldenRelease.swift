import Foundation
import Models
import Support
import Testing
import Wire

/// What `record` kept of a release.
struct GoldenRelease: Sendable, CustomTestStringConvertible {
    /// One request to that release's server, and its reply.
    struct Exchange: Decodable, Sendable {
        /// The server's time, in milliseconds.
        let at: Int64
        let path: String
        let body: String?
        /// Base64.
        let token: String?
        let status: Int
        let reply: String
    }

    /// A home before its last sync.
    struct Home: Decodable, Sendable {
        struct Read: Decodable, Sendable {
            let prompt: String
            let mine: String
            let theirs: String
        }

        let at: Int64
        let exchanges: [Exchange]
        /// What its owner reads after that sync.
        let read: Read
    }

    let folder: URL
    var testDescription: String { folder.lastPathComponent }

    static let all: [GoldenRelease] = {
        let golden = Bundle.module.url(forResource: "Golden", withExtension: nil)
        let names = golden.flatMap { try? FileManager.default.contentsOfDirectory(at: $0, includingPropertiesForKeys: nil) } ?? []
        return names.sorted { $0.path < $1.path }.map { GoldenRelease(folder: $0) }
    }()

    func exchanges() throws -> [Exchange] { try decoded("exchanges.json") }

    func home() throws -> Home { try decoded("home.json") }

    private func decoded<Value: Decodable>(_ name: String) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(contentsOf: folder.appending(path: name)))
    }
}
