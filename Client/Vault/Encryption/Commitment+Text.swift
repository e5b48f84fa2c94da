package import Models

extension Commitment {
    /// Commits to author, round, content key and plaintext. Hiding, because the key is random; binding, because SHA-256 is
    /// collision-resistant.
    package init(author: PartnerID, round: RoundID, contentKey: SecretKey, plaintext: Bytes) {
        var writer = CanonicalWriter("twofold/commitment/v1")
        writer.append(author)
        writer.append(round)
        writer.append(contentKey.bytes)
        writer.append(plaintext)
        self.init(hashing: writer)
    }
}
