import ClientCore
import Foundation
import Models
import SQLiteStore
import ServerCore
import Support
import TestTraits
import Testing
import Wire

/// An earlier release's clients with today's server: every request that they made, at the time and on the database of that day.
@Suite("Clients of earlier releases", .onOwnThreads)
struct OldClientTests {
    @Test func `some release was recorded`() { #expect(!GoldenRelease.all.isEmpty) }

    @Test(arguments: GoldenRelease.all)
    func `the server answers each of their requests as that release's did`(release: GoldenRelease) throws {
        let folder = try TemporaryFolder()
        let data = folder.path + "/data"
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        try FileManager.default.copyItem(
            atPath: release.folder.appending(path: "server.db").path(percentEncoded: false), toPath: data + "/twofold.sqlite")
        let store = try SQLiteStore(folder: data)
        defer { try? store.close() }
        let (clock, random) = (TestClock(), SeededRandom(seed: 1))
        let service = try Service(
            store: store, registration: .open, version: "test", now: { clock.now }, random: { random.bytes($0) })
        let exchange = BlockingExchange(service)

        // Tokens, and the points in cursors, are random: what was given out then stands for what is given out now.
        var now: [String: JSONTree] = [:]
        for (number, recorded) in try release.exchanges().enumerated() {
            clock.set(Instant(milliseconds: recorded.at))
            let route = try #require(Route(rawValue: recorded.path))
            let token = try recorded.token.map { try self.token(now[$0] ?? .text($0)) }
            let body = try recorded.body.map { Bytes(try JSONEncoder().encode(tree(Bytes($0.utf8)).replacing(now))) }
            let reply = exchange.answer(route, body: body, token: token)
            let (old, new) = (try tree(Bytes(recorded.reply.utf8)), try tree(reply.body))
            for field in ["token", "cursor", "furthest"] {
                if let known = old[field]?.text, let given = new[field] { now[known] = given }
            }
            let context: Comment = "request \(number), \(recorded.path)"
            #expect(reply.status == recorded.status, context)
            #expect(Difference.all(from: old, to: new) == [], context)
        }
    }

    private func token(_ value: JSONTree) throws -> Token {
        let octets = try #require(value.text.flatMap { Data(base64Encoded: $0) })
        return try #require(Token(bytes: Bytes(octets)))
    }

    private func tree(_ body: Bytes) throws -> JSONTree { try JSONDecoder().decode(JSONTree.self, from: Data(body)) }
}

extension JSONTree {
    fileprivate subscript(field: String) -> JSONTree? { if case .object(let fields) = self { fields[field] } else { nil } }

    fileprivate var text: String? { if case .text(let text) = self { text } else { nil } }

    /// With other values for some texts, wherever they are.
    fileprivate func replacing(_ texts: [String: JSONTree]) -> JSONTree {
        switch self {
        case .object(let fields): .object(fields.mapValues { $0.replacing(texts) })
        case .array(let elements): .array(elements.map { $0.replacing(texts) })
        case .text(let text): texts[text] ?? self
        case .number, .flag, .null: self
        }
    }
}

/// What a later reply changed about an earlier one. A field may be added, and some are new in every reply.
private enum Difference {
    /// Random, or of a time or a version.
    private static let changing: Set<String> = [
        "challenge", "token", "expires", "cursor", "furthest", "time", "version", "title", "detail", "limits",
    ]

    static func all(from old: JSONTree, to new: JSONTree, at path: String = "") -> [String] {
        switch (old, new) {
        case (.object(let old), .object(let new)):
            return old.sorted { $0.key < $1.key }.flatMap { key, value -> [String] in
                guard let other = new[key] else { return ["\(path)/\(key) is gone"] }
                return changing.contains(key) ? [] : all(from: value, to: other, at: path + "/" + key)
            }
        case (.array(let old), .array(let new)) where old.count == new.count:
            return zip(old, new).enumerated().flatMap { all(from: $1.0, to: $1.1, at: "\(path)/\($0)") }
        default:
            return old == new ? [] : ["\(path) was \(old) and is \(new)"]
        }
    }
}
