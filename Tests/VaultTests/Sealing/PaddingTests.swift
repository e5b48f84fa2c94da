import Models
import Support
import Testing
import Vault

@Suite("Padding")
struct PaddingTests {
    @Test(arguments: [0, 1, 251, 252, 253, 268, 269, 1020, 1021, 70_000])
    func `what was padded is found again, in a bucket`(count: Int) throws {
        let content = SeededRandom(seed: 1).bytes(count)
        let padded = Padding.pad(content)
        #expect(padded.count == Padme.paddedLength(count + 4))
        #expect(Padme.paddedLength(padded.count) == padded.count)
        #expect(try Padding.unpad(padded) == content)
    }

    @Test func `short texts look alike`() {
        #expect(Set((0...252).map { Padding.pad(Bytes(repeating: 1, count: $0)).count }) == [256])
    }

    @Test func `padding that nobody would write is refused`() {
        let padded = Padding.pad(Bytes(repeating: 1, count: 290))
        func with(_ index: Int, _ octet: UInt8) -> Bytes {
            var other = padded
            other[index] = octet
            return other
        }
        let bad: [Bytes] = [
            [], [0, 0, 0], [0, 0, 0, 0], Bytes(padded.dropLast()), padded + [0], with(294, 1), with(padded.count - 1, 1),
            with(0, 255), with(2, 0), with(2, 2), with(3, 0x21), with(3, 0xFF),
            [255, 255, 255, 255] + Bytes(repeating: 0, count: 252),
        ]
        for octets in bad { #expect(throws: VaultError.notAuthentic, "\(octets.prefix(4))") { try Padding.unpad(octets) } }
    }
}
