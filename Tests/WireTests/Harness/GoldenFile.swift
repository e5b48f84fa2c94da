import Foundation
import Support
import Testing
import Wire

/// One document that must stay readable, and the value that it represents.
struct GoldenFile: Sendable, CustomTestStringConvertible {
    /// Without `.json`.
    let name: String
    /// What the file holds.
    let value: any Sendable
    /// The value as `WireJSON` writes it.
    let encoded: @Sendable () throws -> Data
    /// The same, formatted for people.
    let laidOut: @Sendable () throws -> Data
    /// Decodes a document of this type, and returns whether it equals the value.
    let decodesToValue: @Sendable (Data) throws -> Bool

    init<Value: Codable & Equatable & Sendable>(_ name: String, _ value: Value) {
        self.name = name
        self.value = value
        encoded = { try WireJSON.encode(value) }
        laidOut = {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
            return try encoder.encode(value) + Data("\n".utf8)
        }
        decodesToValue = { try WireJSON.decode(Value.self, from: $0) == value }
    }

    var testDescription: String { name }

    /// The bytes of the file in `Golden`.
    func read() throws -> Data { try Data(contentsOf: GoldenFolder.copied.appending(path: "\(name).json")) }

    /// The file in `Golden`, as a tree.
    func tree() throws -> JSONTree { try WireJSON.decode(JSONTree.self, from: read()) }
}
