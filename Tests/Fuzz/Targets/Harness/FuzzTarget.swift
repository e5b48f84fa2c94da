package import Models

/// Code that reads untrusted bytes, and what must hold for any of them.
///
/// To add a target, add a file in `Targets` and a line in `all`. Its seeds are in `Tests/Fuzz/Corpus`, in a folder with its name.
package struct FuzzTarget: Sendable, CustomStringConvertible {
    package let name: String
    /// The length in bytes of the longest input worth trying.
    package let longest: Int
    /// Folders with additional seeds, relative to the root of the repository.
    package let moreSeeds: [String]
    private let body: @Sendable (Bytes) throws -> Void

    init(_ name: String, longest: Int = 4096, moreSeeds: [String] = [], _ body: @escaping @Sendable (Bytes) throws -> Void) {
        self.name = name
        self.longest = longest
        self.moreSeeds = moreSeeds
        self.body = body
    }

    /// Blocks its thread, which must not belong to the cooperative pool.
    ///
    /// - Throws: if a promise doesn't hold.
    package func run(_ input: Bytes) throws { try body(input) }

    package var description: String { name }

    package static let all: [FuzzTarget] = [
        .requests, .replies, .codes, .servers, .boxes, .bodies, .records, .logs, .decks, .cursors, .homes, .locks, .sync, .clients,
        .imports,
    ]

    package static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }
}
