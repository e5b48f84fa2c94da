import Foundation
import Models
import Testing
import Wire

@Suite("Malformed documents")
struct MalformedTests {
    private static let files = ((try? Golden.files()) ?? []).filter { !["routes", "error-codes"].contains($0.name) }

    /// Text that is not octets in base64, by field.
    private static let plainText: Set = ["type", "title", "detail", "code", "version", "registration"]
    /// Words out of a list.
    private static let words: Set = ["class", "owner", "kind", "purpose", "phase", "result"]
    /// Octets of any number.
    private static let anyLength: Set = ["body", "box", "proof", "sealed", "encapsulated", "ciphertext"]
    /// Fields that may be left out. A new field must be here, for older documents lack it.
    private static let optional: Set = [
        "expires", "retiring", "round", "commitment", "key", "ownKey", "opening", "body", "phase", "partnerCommitment", "device",
        "couple", "registration", "cursor", "furthest", "detail", "retryAfter",
    ]

    @Test(arguments: files) func `a part of another type is refused`(_ file: GoldenFile) throws {
        try forEachPart(of: file) { path, part in
            let others: [JSONTree] =
                switch part {
                case .object: [.text("x"), .number(1), .array([])]
                case .array: [.object([:]), .text("x")]
                case .text: [.number(1), .flag(true), .array([]), .object([:])]
                case .number: [.text("1"), .flag(true)]
                case .flag: [.number(1), .text("true")]
                case .null: []
                }
            for other in others { try expectRefused(file, path, other) }
        }
    }

    @Test(arguments: files) func `octets that are not base64, or of another number, are refused`(_ file: GoldenFile) throws {
        try forEachPart(of: file) { path, part in
            guard case .text(let text) = part, let octets = Bytes(base64: text), isOctets(path) else { return }
            for bad in ["!", text + "\n", text + "=", "-" + text.dropFirst(), String(text.dropLast()) + "*"] where !text.isEmpty {
                try expectRefused(file, path, .text(bad))
            }
            guard !Self.anyLength.contains(fieldName(path)) else { return }
            for wrong in [Bytes(octets.dropLast()), octets + [0], []] { try expectRefused(file, path, .text(wrong.base64)) }
        }
    }

    @Test(arguments: files) func `a word that is in no list is refused`(_ file: GoldenFile) throws {
        try forEachPart(of: file) { path, part in
            guard case .text(let word) = part, Self.words.contains(fieldName(path)) else { return }
            for other in ["", "unheardOf", word.uppercased() + " "] { try expectRefused(file, path, .text(other)) }
        }
    }

    @Test(arguments: files) func `a field that must be there is missed`(_ file: GoldenFile) throws {
        try forEachPart(of: file) { path, _ in
            guard let field = path.last, Int(field) == nil, !Self.optional.contains(field) else { return }
            try expectRefused(file, path, nil)
        }
    }

    @Test(arguments: files.filter { $0.name.hasPrefix("write-") || $0.name.hasPrefix("change-") })
    func `two cases in one, or none, are refused`(_ file: GoldenFile) throws {
        guard case .object(let fields) = try file.tree() else { return }
        for other in ["record", "entry", "grant"] where fields[other] == nil {
            try expectRefused(file, [other], .object([:]))
            try expectRefused(file, [other], fields.values.first)
        }
        try expectRefused(file, [], .object([:]))
        try expectRefused(file, [], .object(["unheardOf": .object([:])]))
    }

    @Test func `two actions in one entry are refused`() throws {
        let file = try #require(Self.files.first { $0.name == "log-entry-leave" })
        let partner = try couple().otherPartner.description
        try expectRefused(file, ["action", "pair"], .object(["partner": .text(partner)]))
        try expectRefused(file, ["action"], .object([:]))
        try expectRefused(file, ["action"], .object(["unheardOf": .object([:])]))
    }

    @Test func `a refusal names its code`() throws {
        #expect(throws: DecodingError.self) { try decode(Outcome.self, #"{"result":"refused"}"#) }
        #expect(try decode(Outcome.self, #"{"result":"refused","code":"from_the_future"}"#) == .refused("from_the_future"))
    }

    @Test(arguments: ["-1", "4294967296", "1.5", "1e99"]) func `a counter is whole and has 32 bits`(counter: String) throws {
        let device = try couple().desk.id
        #expect(throws: DecodingError.self) { try decode(Stamp.self, #"{"counter":\#(counter),"device":"\#(device)","time":1}"#) }
    }

    @Test(arguments: ["9223372036854775808", "0.5"]) func `an instant is whole and has 64 bits`(time: String) {
        #expect(throws: DecodingError.self) { try decode(Instant.self, time) }
    }

    @Test(arguments: ["", "{", "[]", "null", "{} x", "\u{FEFF}?", "{\"cursor\":}"]) func `what is no document of the kind is refused`(text: String) {
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

    private func couple() throws -> GoldenCouple { try GoldenCouple() }

    private func forEachPart(of file: GoldenFile, _ body: (JSONTree.Path, JSONTree) throws -> Void) throws {
        for (path, part) in try file.tree().parts { try body(path, part) }
    }

    private func expectRefused(_ file: GoldenFile, _ path: JSONTree.Path, _ part: JSONTree?) throws {
        let document = try WireJSON.encode(file.tree().replacing(path, with: part))
        #expect(throws: DecodingError.self, "\(path.joined(separator: ".")) as \(part.map { "\($0)" } ?? "nothing")") {
            try file.decodesToValue(document)
        }
    }

    private func isOctets(_ path: JSONTree.Path) -> Bool {
        !Self.plainText.contains(fieldName(path)) && !Self.words.contains(fieldName(path))
    }

    /// Of an element, the name of its array.
    private func fieldName(_ path: JSONTree.Path) -> String { path.last { Int($0) == nil } ?? "" }
}
