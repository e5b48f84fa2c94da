package import Models

/// Something that reads foreign octets, and what must hold whatever they are.
///
/// A new target is one file in `Targets` and a line in `all`. Its seeds lie in `Tests/Fuzz/Corpus`, in a folder of its name.
package struct FuzzTarget: Sendable, CustomStringConvertible {
    package let name: String
    /// Octets of the longest input worth trying.
    package let longest: Int
    /// Folders with seeds beside its own, from the root of the repository.
    package let moreSeeds: [String]
    private let body: @Sendable (Bytes) throws -> Void

    init(_ name: String, longest: Int = 4096, moreSeeds: [String] = [], _ body: @escaping @Sendable (Bytes) throws -> Void) {
        self.name = name
        self.longest = longest
        self.moreSeeds = moreSeeds
        self.body = body
    }

    /// Blocks its thread, which must not be one of the cooperative pool.
    ///
    /// - Throws: where a promise does not hold.
    package func run(_ input: Bytes) throws { try body(input) }

    package var description: String { name }

    package static let all: [FuzzTarget] = [
        .requests, .replies, .codes, .servers, .boxes, .bodies, .records, .logs, .decks, .cursors, .homes, .locks, .sync, .clients,
        .imports,
    ]

    package static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }
}
