import Foundation
import Support
import Wire

/// The chapter that describes one evening. Its JSON blocks are the messages of `evening.json`, requests and replies in turn.
struct Example {
    private let text: String
    private static var url: URL { VectorFolder.chapters.appending(path: "example.md") }
    private static let opening = "```json\n"
    private static let closing = "\n```"

    init() throws { text = try String(contentsOf: Self.url, encoding: .utf8) }

    /// The blocks in the chapter.
    var blocks: [String] {
        text.components(separatedBy: Self.opening).dropFirst().map { $0.components(separatedBy: Self.closing)[0] }
    }

    func shows(_ line: String) -> Bool { text.contains("\n\(line)\n") }

    /// The blocks that should be there.
    static func blocks(of evening: JSONTree) throws -> [String] {
        try evening("messages").elements.flatMap { message in
            try [message("request"), message("reply")].map {
                try String(decoding: $0.laidOut, as: UTF8.self).trimmingCharacters(in: .newlines)
            }
        }
    }

    func write(_ blocks: [String]) throws {
        let parts = text.components(separatedBy: Self.opening)
        guard parts.count == blocks.count + 1 else { throw JSONTree.NotThere(what: "\(blocks.count) blocks in example.md") }
        let filled = zip(parts.dropFirst(), blocks).map { part, block in
            Self.opening + block + Self.closing
                + part.components(separatedBy: Self.closing).dropFirst().joined(separator: Self.closing)
        }
        try (parts[0] + filled.joined()).write(to: Self.url, atomically: true, encoding: .utf8)
    }
}
