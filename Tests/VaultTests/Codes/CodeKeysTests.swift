import Models
import Support
import Testing
import Vault

@Suite("What a code allows")
struct CodeKeysTests {
    private let keys = Sample.code(.invitation).keys
    private let random = RandomSource(seed: 50)

    @Test func `a box opens under its code`() throws {
        for content in [[], [1, 2, 3], Bytes(repeating: 7, count: 5000)] as [Bytes] {
            #expect(try keys.decryptBox(keys.encryptBox(content, random: random)) == content)
        }
    }

    @Test func `a box opens under no other code`() throws {
        let box = try keys.encryptBox([1, 2, 3], random: random)
        let others = [Sample.code(.invitation, seed: 2), Sample.code(.link), Sample.code(.kit)].map(\.keys)
        for other in others { #expect(throws: VaultError.notAuthentic) { try other.decryptBox(box) } }
    }

    @Test func `a box that was touched does not open`() throws {
        let box = try keys.encryptBox([1, 2, 3], random: random).bytes
        for index in stride(from: 0, to: box.count, by: 7) {
            var touched = box
            touched[index] ^= 1
            #expect(throws: VaultError.notAuthentic) { try keys.decryptBox(Blob(touched)) }
        }
        for count in [0, 11, 27, 28, box.count - 1] {
            #expect(throws: VaultError.notAuthentic) { try keys.decryptBox(Blob(Bytes(box.prefix(count)))) }
        }
    }

    @Test func `boxes of short contents have one length`() throws {
        let lengths = try [0, 1, 50, 252].map { try keys.encryptBox(Bytes(repeating: 1, count: $0), random: random).count }
        #expect(Set(lengths).count == 1)
    }

    @Test func `a proof is of this code, this box and this joiner`() throws {
        let box = try keys.encryptBox([1], random: random)
        let proof = keys.joinProof(box: box, joiner: Sample.id(1))
        #expect(keys.isValid(joinProof: proof, box: box, joiner: Sample.id(1)))
        #expect(!keys.isValid(joinProof: proof, box: box, joiner: Sample.id(2)))
        #expect(!keys.isValid(joinProof: proof, box: Blob(box.bytes + [0]), joiner: Sample.id(1)))
        #expect(!keys.isValid(joinProof: proof, box: try keys.encryptBox([1], random: random), joiner: Sample.id(1)))
        #expect(!Sample.code(seed: 2).keys.isValid(joinProof: proof, box: box, joiner: Sample.id(1)))
        #expect(!Sample.code(.link).keys.isValid(joinProof: proof, box: box, joiner: Sample.id(1)))
        for other in [[], Bytes(proof.bytes.dropLast()), proof.bytes + [0], proof.bytes.reversed()] as [Bytes] {
            #expect(!keys.isValid(joinProof: Blob(other), box: box, joiner: Sample.id(1)))
        }
    }

    @Test func `the device of a code is the same whenever it is typed`() throws {
        let code = Sample.code(.kit)
        let (printed, typed) = (try code.keys.device(), try PaperCode(parsing: code.text.lowercased()).keys.device())
        #expect(printed.card(.kit) == typed.card(.kit))
        #expect(printed.stored == typed.stored)
        #expect(try Sample.code(.kit, seed: 2).keys.device().card(.kit) != printed.card(.kit))
        #expect(try Sample.code(.link).keys.device().card(.kit).signing != printed.card(.kit).signing)
    }

    /// A printed code must keep working in every later version.
    @Test func `what is derived never changes`() throws {
        let code = try PaperCode(parsing: "twofold.example:8443/4F0N-R0M9-XGPG-N4B7-XJ76-B8CD-XEZ7-67MX")
        #expect(code.kind == .kit && code.isPinned && !code.isPlain)
        #expect(code.keys.locator.description == "1zE6O5VL1SEgfKRoeo8s7cNVOuIPaEBqyTqqfI/ICis=")
        #expect(try code.keys.device().card(.kit).id.description == "sWFhRamzFVrYBHLjBc+9nbJdpA5+tNLKf6XRfUQL7kc=")
    }
}
