package import Crypto

extension Identifier {
    /// SHA-256 of the writer's octets.
    package init(hashing writer: CanonicalWriter) {
        self.init(validated: Bytes(SHA256.hash(data: writer.bytes)))
    }

    /// HMAC-SHA-256 of the writer's octets, for names that only holders of the key can compute.
    ///
    /// - Parameter code: begun with the key, and nothing else: so a key can be prepared once for many names.
    package init(authenticating writer: CanonicalWriter, with code: HMAC<SHA256>) {
        var code = code
        code.update(data: writer.bytes)
        self.init(validated: Bytes(code.finalize()))
    }
}

extension BodyHash {
    package init(ofBody body: Blob) {
        var writer = CanonicalWriter("twofold/body/v1")
        writer.append(body.bytes)
        self.init(hashing: writer)
    }
}
