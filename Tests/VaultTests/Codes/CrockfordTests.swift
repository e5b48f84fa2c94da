import Models
import Support
import Testing
import Vault

@Suite("Crockford's base 32")
struct CrockfordTests {
    @Test(
        arguments: [
            ([], ""), ([0, 0, 0, 0, 0], "00000000"), ([255, 255, 255, 255, 255], "ZZZZZZZZ"),
            ([0, 0x44, 0x32, 0x14, 0xC7], "01234567"),
            ([0x42, 0x54, 0xB6, 0x35, 0xCF], "89ABCDEF"), ([0x84, 0x65, 0x3A, 0x56, 0xD7], "GHJKMNPQ"),
            ([0xC6, 0x75, 0xBE, 0x77, 0xDF], "RSTVWXYZ"),
        ] as [(Bytes, String)])
    func `octets are written in an alphabet without I, L, O and U`(bytes: Bytes, text: String) throws {
        #expect(Crockford.encode(bytes) == text)
        #expect(try Crockford.decode(text) == bytes)
        #expect(try Crockford.decode(text.lowercased()) == bytes)
    }

    @Test func `what was written is read, with hyphens and spaces anywhere`() throws {
        let random = SeededRandom(seed: 1)
        for count in stride(from: 0, through: 40, by: 5) {
            let bytes = random.bytes(count)
            let text = Crockford.encode(bytes)
            #expect(try Crockford.decode(text) == bytes)
            #expect(try Crockford.decode(text.map { "-\($0) " }.joined()) == bytes)
        }
    }

    @Test func `O is read as zero, I and L as one`() throws {
        #expect(try Crockford.decode("OoIiLl00") == Crockford.decode("00111100"))
    }

    @Test(arguments: ["U", "u", "!", "é", "ß", "_", "０"] as [Character]) func `other characters are named`(character: Character) {
        let error = #expect(throws: Crockford.UnknownCharacter.self) { try Crockford.decode("0000\(character)000") }
        #expect(error?.character == character)
    }
}
