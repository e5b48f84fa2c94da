import Foundation

/// All files under a folder, to search for text.
struct Haystack {
    private let files: [(name: String, content: Data)]

    init(_ folder: String) throws {
        let names = FileManager.default.subpaths(atPath: folder) ?? []
        files = try names.compactMap { name in
            let path = folder + "/" + name
            let kind = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
            guard kind == .typeRegular else { return nil }
            return (name, try Data(contentsOf: URL(filePath: path)))
        }
    }

    init(_ content: Data) { files = [("", content)] }

    var isEmpty: Bool { files.allSatisfy { $0.content.isEmpty } }

    /// The files that contain the text: as UTF-8, UTF-16, hexadecimal digits or base64, at any offset.
    func holding(_ words: String) -> [String] { holding(Self.spellings(of: words)) }

    /// The same for bytes.
    func holding(_ octets: Data) -> [String] { holding(Self.spellings(of: octets)) }

    private func holding(_ needles: [Data]) -> [String] {
        files.filter { file in needles.contains { file.content.range(of: $0) != nil } }.map(\.name)
    }

    static func spellings(of words: String) -> [Data] {
        let text = Data(words.utf8)
        return spellings(of: text) + [words.data(using: .utf16LittleEndian)].compactMap { $0 }
    }

    static func spellings(of text: Data) -> [Data] {
        let hexadecimal = text.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        let base64 = (0..<3).map { offset in
            // Without the characters that depend on what comes before and after.
            let shifted = (Data(count: offset) + text).base64EncodedString()
            return Data(shifted.dropFirst(offset == 0 ? 0 : 4).dropLast(4).utf8)
        }
        return [text, Data(hexadecimal.utf8), Data(hexadecimal.uppercased().utf8)] + base64
    }
}
