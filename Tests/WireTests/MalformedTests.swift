import Foundation
import Models
import Support
import Testing
import Wire

@Suite("Malformed documents")
struct MalformedTests {
    private static let files = ((try? Golden.files()) ?? []).filter { !["routes", "error-codes"].contains($0.name) }

    /// Fields whose text isn't bytes in base64.
    private static let plainText: Set = ["type", "title", "detail", "code", "version", "registration"]
    /// Fields whose text comes from a fixed list of words.
    private static let words: Set = ["class", "owner", "kind", "purpose", "phase", "result"]
    /// Fields with any number of bytes.
    private static let anyLength: Set = ["body", "box", "proof", "sealed", "encapsulated", "ciphertext"]
    /// Optional fields. A new field must be here, because older documents lack it.
    private static let optional: Set = [
        "expires", "retiring", "round", "commitment", "key", "ownKey", "opening", "body", "phase", "partnerCommitment", "device",
        "couple", "registration", "cursor", "furthest", "detail", "retryAfter", "permit", "replyBytes", "from",
        "continues", "tips", "entries",
    ]

    @Test(arguments: files) func `a part of another type is refused`(_ file: GoldenFile) throws {
        try expectRefused(file) { _, part in
            switch part {
            case .object: [.text("x"), .number(1), .array([])]
            case .array: [.object([:]), .text("x")]
            case .text: [.number(1), .flag(true), .array([]), .object([:])]
            case .number: [.text("1"), .flag(true)]
            case .flag: [.number(1), .text("true")]
            case .null: []
            }
        }
    }

    @Test(arguments: files) func `octets that are not base64 are refused`(_ file: GoldenFile) throws {
        try expectRefused(file) { path, part in
            guard case .text(let text) = part, isOctets(path) else { return [] }
            return ["!", text + "\n", text + "=", "-" + text.dropFirst(), text.dropLast() + "*"].map { .text($0) }
        }
    }

    @Test(arguments: files) func `octets of a wrong number are refused`(_ file: GoldenFile) throws {
        try expectRefused(file) { path, part in
            guard case .text(let text) = part, isOctets(path), !Self.anyLength.contains(fieldName(path)) else { return [] }
            let octets = try #require(Bytes(base64: text))
            return [Bytes(octets.dropLast()), octets + [0], []].map { .text($0.base64) }
        }
    }

    @Test(arguments: files) func `a word that is in no list is refused`(_ file: GoldenFile) throws {
        try expectRefused(file) { path, part in
            guard case .text(let word) = part, Self.words.contains(fieldName(path)) else { return [] }
            return ["", "unheardOf", word.uppercased() + " "].map { .text($0) }
        }
    }

    @Test(arguments: files) func `a field that must be there is missed`(_ file: GoldenFile) throws {
        try expectRefused(file) { path, _ in
            // The partner of a sign-in is optional; every other partner is required.
            if path == ["partner"], file.name.hasPrefix("session-request") { return [] }
            guard let field = path.last, Int(field) == nil, !Self.optional.contains(field) else { return [] }
            return [nil]
        }
    }

    @Test(arguments: files.filter { $0.name.hasPrefix("write-") || $0.name.hasPrefix("change-") })
    func `two cases in one, or none, are refused`(_ file: GoldenFile) throws {
        let tree = try file.tree()
        guard case .object(let fields) = tree, let own = fields.values.first else { return }
        for other in ["record", "entry", "grant"] where fields[other] == nil {
            #expect(throws: DecodingError.self) { try decodes(file, tree.replacing([other], with: own)) }
        }
        for other in [JSONTree.object([:]), .object(["unheardOf": own])] {
            #expect(throws: DecodingError.self) { try decodes(file, other) }
        }
    }

    @Test(arguments: files.filter { $0.name.hasPrefix("write-") || $0.name.hasPrefix("change-") })
    func `an unknown field beside a case is ignored`(_ file: GoldenFile) throws {
        #expect(try decodes(file, file.tree().replacing(["unheardOf"], with: .number(1))))
    }

    @Test(
        arguments: [("1.0", 1), ("1e0", 1), ("-2.5e1", -25), ("9223372036854775807", .max), ("-9223372036854775808", .min)]
            as [(String, Int64)])
    func `a number without a fraction is an integer, however it's written`(_ text: String, _ value: Int64) throws {
        #expect(try decode(Instant.self, text) == Instant(milliseconds: value))
    }

    @Test func `two actions in one entry are refused, and none`() throws {
        let file = try #require(Self.files.first { $0.name == "log-entry-leave" })
        let tree = try file.tree()
        let pair = JSONTree.object(["partner": .text(try GoldenCouple().otherPartner.description)])
        for action in [["leave": .object([:]), "pair": pair], [:], ["unheardOf": pair]] {
            #expect(throws: DecodingError.self) { try decodes(file, tree.replacing(["action"], with: .object(action))) }
        }
        #expect(throws: Never.self) { try decodes(file, tree.replacing(["action"], with: .object(["pair": pair]))) }
    }

    @Test func `a refusal names its code`() throws {
        #expect(throws: DecodingError.self) { try decode(Outcome.self, #"{"result":"refused"}"#) }
        #expect(try decode(Outcome.self, #"{"result":"refused","code":"from_the_future"}"#) == .refused("from_the_future"))
    }

    @Test(arguments: ["-1", "4294967296", "1.5", "1e99"]) func `a counter is whole and has 32 bits`(counter: String) throws {
        let device = try GoldenCouple().desk.id
        #expect(throws: DecodingError.self) { try decode(Stamp.self, #"{"counter":\#(counter),"device":"\#(device)","time":1}"#) }
    }

    @Test(arguments: ["9223372036854775808", "9223372036854775807.0", "0.5"]) func `an instant is whole and has 64 bits`(
        time: String
    ) {
        #expect(throws: DecodingError.self) { try decode(Instant.self, time) }
    }

    @Test(arguments: ["", "{", "[]", "null", "{} x", "\u{FEFF}?", "{\"cursor\":}"])
    func `what is no document of the kind is refused`(text: String) {
        #expect(throws: DecodingError.self) { try decode(SyncRequest.self, text) }
    }

    @Test func `a token is never printed`() throws {
        let response = try #require(Self.files.first { $0.name == "session-response" }?.value as? SessionResponse)
        #expect("\(response)".contains("(token)"))
        #expect(!"\(response)".contains(response.token.bytes.base64))
    }

    private func decode<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
        try WireJSON.decode(type, from: Data(text.utf8))
    }

    private func decodes(_ file: GoldenFile, _ tree: JSONTree) throws -> Bool { try file.decodesToValue(WireJSON.encode(tree)) }

    /// Replaces each part by each of its `others`, or leaves it out for `nil`. In arrays, the first element stands for all.
    private func expectRefused(
        _ file: GoldenFile, at location: SourceLocation = #_sourceLocation,
        _ others: (JSONTree.Path, JSONTree) throws -> [JSONTree?]
    ) throws {
        let tree = try file.tree()
        var taken: [String] = []
        for (path, part) in tree.parts where path.allSatisfy({ Int($0) ?? 0 == 0 }) {
            for other in try others(path, part) {
                do {
                    _ = try decodes(file, tree.replacing(path, with: other))
                    taken.append("\(path.joined(separator: ".")) as \(other.map { "\($0)" } ?? "nothing")")
                } catch is DecodingError {}
            }
        }
        #expect(taken == [], sourceLocation: location)
    }

    private func isOctets(_ path: JSONTree.Path) -> Bool {
        !Self.plainText.contains(fieldName(path)) && !Self.words.contains(fieldName(path))
    }

    /// For an element, the name of its array.
    private func fieldName(_ path: JSONTree.Path) -> String { path.last { Int($0) == nil } ?? "" }
}
