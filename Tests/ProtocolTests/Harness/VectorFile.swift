import Foundation
import Support
import Testing
import Wire

/// One file of vectors, and how it is made.
struct VectorFile: Sendable, CustomTestStringConvertible {
    /// Without `.json`.
    let name: String
    private let parts: @Sendable () throws -> JSONTree
    private let about: String

    /// - Parameter about: what the file is for, as its first field says.
    init(_ name: String, about: String, _ parts: @escaping @Sendable () throws -> JSONTree) {
        self.name = name
        self.about = about
        self.parts = parts
    }

    var testDescription: String { name }

    /// What the code makes.
    func made() throws -> JSONTree { try parts().with(["about": .text(about)]) }

    /// What lies beside the documents.
    func read() throws -> JSONTree { try WireJSON.decode(JSONTree.self, from: Data(contentsOf: url)) }

    func write() throws { try made().laidOut.write(to: url) }

    private var url: URL { VectorFolder.url.appending(path: "\(name).json") }
}

extension JSONTree {
    /// For people to read.
    var laidOut: Data {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
            return try encoder.encode(self) + Data("\n".utf8)
        }
    }
}
