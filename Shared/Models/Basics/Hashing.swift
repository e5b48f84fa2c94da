package import Crypto

extension Identifier {
    /// SHA-256 of the writer's octets.
    package init(hashing writer: CanonicalWriter) {
        self.init(validated: Bytes(SHA256.hash(data: writer.bytes)))
    }

    /// HMAC-SHA-256 of the writer's octets, for names that only holders of the key can compute.
    package init(authenticating writer: CanonicalWriter, using key: SymmetricKey) {
        self.init(validated: Bytes(HMAC<SHA256>.authenticationCode(for: writer.bytes, using: key)))
    }
}

extension BodyHash {
    package init(ofBody body: Blob) {
        var writer = CanonicalWriter("twofold/body/v1")
        writer.append(body.bytes)
        self.init(hashing: writer)
    }
}
