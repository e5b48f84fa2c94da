import Foundation
import Testing

@Suite("Promises and attacks")
struct PromiseTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

    /// The numbers in docs/security.md, in order of appearance.
    private func numbered() throws -> [String] {
        let document = Self.folder.appending(path: "../../docs/security.md")
        return try String(contentsOf: document, encoding: .utf8).matches(of: #/\*\*([PL]\d+)\*\*/#).map { String($0.1) }
    }

    /// The cases that tests name.
    private func attacked() throws -> Set<String> {
        let files = try #require(FileManager.default.enumerator(at: Self.folder, includingPropertiesForKeys: nil))
        var named: Set<String> = []
        for case let file as URL in files where file.pathExtension == "swift" && !file.path().contains("/Harness/") {
            for match in try String(contentsOf: file, encoding: .utf8).matches(of: #/\.(?:attacks|shows)\(([^)]*)\)/#) {
                named.formUnion(match.1.split(separator: ",").map { $0.trimmingCharacters(in: .whitespacesAndNewlines) })
            }
        }
        return named
    }

    @Test func `each promise of the document has a number of its own here, and the other way round`() throws {
        let numbers = try numbered()
        #expect(Set(numbers).count == numbers.count)
        #expect(Set(numbers) == Set(Promise.allCases.map(\.rawValue)))
    }

    @Test func `each row and each point under the promises has a number`() throws {
        let document = try String(contentsOf: Self.folder.appending(path: "../../docs/security.md"), encoding: .utf8)
        let promises = try #require(document.components(separatedBy: "## What is not protected").first)
        for line in promises.split(separator: "\n") where line.hasPrefix("| ") || line.hasPrefix("* ") {
            let isHead = line.hasPrefix("| | ") || line.hasPrefix("| promise ") || line.hasPrefix("| who has ")
            #expect(isHead || line.contains(#/^[|*] (\*\*P\d+\*\*|—)/#), "\(line)")
        }
    }

    @Test func `each promise is attacked, and each lack of protection is shown`() throws {
        let named = try attacked()
        #expect(Promise.allCases.filter { !named.contains(".\($0)") } == [])
    }
}
