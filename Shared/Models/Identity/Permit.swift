/// Proves to a server that the device answering an invitation holds its code and hasn't merely seen its locator. It's derived from
/// the code, and sent only with the answer, over a connection that the box has vouched for.
package struct Permit: FixedBytes {
    package static var byteCount: Int { 32 }
    package let bytes: Bytes

    package init(validated: Bytes) { bytes = validated }

    /// What the server stores to recognise the permit.
    package var hash: PermitHash {
        var writer = CanonicalWriter("twofold/permit/v1")
        writer.append(self)
        return PermitHash(hashing: writer)
    }

    /// Never the secret, wherever a permit is printed.
    package var description: String { "(permit)" }
}
