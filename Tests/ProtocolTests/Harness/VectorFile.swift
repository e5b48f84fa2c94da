import Foundation
import Support
import Testing
import Wire

/// One file of vectors, and how it's made.
struct VectorFile: Sendable, CustomTestStringConvertible {
    /// Without `.json`.
    let name: String
    private let parts: @Sendable () throws -> JSONTree
    private let about: String

    /// - Parameter about: the file's purpose, written as its first field.
    init(_ name: String, about: String, _ parts: @escaping @Sendable () throws -> JSONTree) {
        self.name = name
        self.about = about
        self.parts = parts
    }

    var testDescription: String { name }

    /// The vectors that the code produces.
    func made() throws -> JSONTree { try parts().with(["about": .text(about)]) }

    /// The vectors stored with the documents.
    func read() throws -> JSONTree { try WireJSON.decode(JSONTree.self, from: Data(contentsOf: url)) }

    func write() throws { try made().laidOut.write(to: url) }

    private var url: URL { VectorFolder.url.appending(path: "\(name).json") }
}

extension JSONTree {
    /// Formatted for people to read.
    var laidOut: Data {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
            return try encoder.encode(self) + Data("\n".utf8)
        }
    }
}
