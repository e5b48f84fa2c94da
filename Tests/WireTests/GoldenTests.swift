import Foundation
import Support
import Testing
import Wire

@Suite("Golden files")
struct GoldenTests {
    private static let files = (try? Golden.files()) ?? []

    @Test func `every file has its value, and every value its file`() throws {
        let names = try Golden.files().map(\.name)
        #expect(Set(names).count == names.count)
        #expect(try GoldenFolder.names() == Set(names))
    }

    @Test(arguments: files) func `the file decodes to the value`(_ file: GoldenFile) throws {
        #expect(try file.decodesToValue(file.read()))
    }

    @Test(arguments: files) func `the value encodes to the file, octet for octet`(_ file: GoldenFile) throws {
        let written = try file.encoded()
        #expect(try String(decoding: written, as: UTF8.self) == withoutLayout(file.read()))
        #expect(try WireJSON.decode(JSONTree.self, from: written) == file.tree())
    }

    @Test func `a server of before states no octets of a reply, and is understood`() throws {
        let tree = try WireJSON.decode(JSONTree.self, from: WireJSON.encode(Limits()))
        let before = try WireJSON.encode(tree.replacing(["replyBytes"], with: nil))
        #expect(try WireJSON.decode(Limits.self, from: before) == Limits(replyBytes: nil))
    }

    @Test(arguments: files) func `what is not there is left out, never null`(_ file: GoldenFile) throws {
        #expect(try !file.tree().parts.contains { $0.part == .null })
    }

    @Test(arguments: files.filter { !["routes", "error-codes"].contains($0.name) })
    func `fields that nobody knows are passed over, at any depth`(_ file: GoldenFile) throws {
        let tree = try file.tree()
        #expect(try file.decodesToValue(WireJSON.encode(tree.withUnknownFields("fromTheFuture"))))
        #expect(try file.decodesToValue(WireJSON.encode(tree.withUnknownFields(""))))
    }

    /// Without the white space between the parts: the only form in which equal documents have equal bytes.
    private func withoutLayout(_ document: Data) -> String {
        var (kept, isInText, isEscaped): (Data, Bool, Bool) = (Data(), false, false)
        for octet in document where isInText || ![0x20, 0x0A, 0x0D, 0x09].contains(octet) {
            kept.append(octet)
            if octet == UInt8(ascii: "\""), !isEscaped { isInText.toggle() }
            isEscaped = octet == UInt8(ascii: "\\") && !isEscaped
        }
        return String(decoding: kept, as: UTF8.self)
    }
}
