import Models
import Vault

/// Encrypts what only this home may read: private keys, tokens, unsent text, the history.
struct StoreCipher {
    let key: SecretKey
    static let binding = Bytes("twofold/store/v1".utf8)

    func encrypt(_ plaintext: Bytes, random: RandomSource) throws(VaultError) -> Blob {
        Blob(try Cipher.encrypt(plaintext, under: key, binding: Self.binding, random: random))
    }

    func decrypt(_ sealed: Blob) throws(VaultError) -> Bytes { try Cipher.decrypt(sealed.bytes, under: key, binding: Self.binding) }
}
