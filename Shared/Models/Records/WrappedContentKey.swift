/// The content key of one version of an answer, wrapped under a key that other devices hold.
package struct WrappedContentKey: Hashable, Codable, Sendable {
    /// The couple's key in an opening; the author's personal key in a record.
    package let key: KeyID
    /// Nonce, ciphertext and tag.
    package let sealed: Blob

    package init(key: KeyID, sealed: Blob) {
        self.key = key
        self.sealed = sealed
    }
}
