import Models
import Support
import Testing
import Vault

@Suite("Secret keys")
struct SecretKeyTests {
    @Test(arguments: [0, 31, 33]) func `a key has 32 octets`(count: Int) {
        #expect(SecretKey(bytes: Bytes(repeating: 1, count: count)) == nil)
    }

    @Test func `a key is named by its hash, and never printed`() {
        let (key, other) = (Sample.secret(1), Sample.secret(2))
        #expect(key.id != other.id)
        #expect(key.id.bytes != key.bytes)
        for text in ["\(key)", String(reflecting: [key.description])] { #expect(!text.contains(key.bytes.base64)) }
    }

    @Test func `each label derives another key, the same every time`() {
        let key = Sample.secret(1)
        #expect(key.derive("twofold/a/v1") == key.derive("twofold/a/v1"))
        #expect(
            Set([key, key.derive("twofold/a/v1"), key.derive("twofold/b/v1"), Sample.secret(2).derive("twofold/a/v1")]).count == 4)
    }
}
