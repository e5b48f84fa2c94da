import Models
import Support
import Testing
import Vault

@Suite("Cipher")
struct CipherTests {
    @Test func `what was sealed opens under the same key and binding alone`() throws {
        let key = Sample.secret(1)
        let sealed = try Cipher.encrypt([1, 2, 3], under: key, binding: [4], random: RandomSource(seed: 2))
        #expect(sealed.count == 12 + 3 + 16)
        #expect(try Cipher.decrypt(sealed, under: key, binding: [4]) == [1, 2, 3])
        #expect(throws: VaultError.notAuthentic) { try Cipher.decrypt(sealed, under: Sample.secret(2), binding: [4]) }
        #expect(throws: VaultError.notAuthentic) { try Cipher.decrypt(sealed, under: key, binding: [5]) }
        #expect(throws: VaultError.notAuthentic) { try Cipher.decrypt(sealed, under: key, binding: []) }
        for index in sealed.indices {
            var touched = sealed
            touched[index] ^= 0x80
            #expect(throws: VaultError.notAuthentic) { try Cipher.decrypt(touched, under: key, binding: [4]) }
        }
    }

    @Test func `each sealing draws a nonce of its own`() throws {
        let random = RandomSource(seed: 2)
        let sealed = try (0..<20).map { _ in try Cipher.encrypt([1], under: Sample.secret(1), binding: [], random: random) }
        #expect(Set(sealed.map { Bytes($0.prefix(12)) }).count == 20)
    }
}
