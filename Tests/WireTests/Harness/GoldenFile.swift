import Foundation
import Support
import Testing
import Wire

/// One document that must stay readable, and the value it stands for.
struct GoldenFile: Sendable, CustomTestStringConvertible {
    /// Without `.json`.
    let name: String
    /// What the file holds.
    let value: any Sendable
    /// As `WireJSON` writes the value.
    let encoded: @Sendable () throws -> Data
    /// The same, laid out for people.
    let laidOut: @Sendable () throws -> Data
    /// Decodes a document of this type, and tells whether it is the value.
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

    /// As it lies in `Golden`.
    func read() throws -> Data { try Data(contentsOf: GoldenFolder.copied.appending(path: "\(name).json")) }

    /// As it lies in `Golden`, as a tree.
    func tree() throws -> JSONTree { try WireJSON.decode(JSONTree.self, from: read()) }
}
