/// Shows a server that whoever answers an invitation holds its code, and has not merely seen its locator. Derived from the code, and
/// sent with the answer alone: over a connection that the box has vouched for.
package struct Permit: FixedBytes {
    package static var byteCount: Int { 32 }
    package let bytes: Bytes

    package init(validated: Bytes) { bytes = validated }

    /// What the server is given to know it by.
    package var hash: PermitHash {
        var writer = CanonicalWriter("twofold/permit/v1")
        writer.append(self)
        return PermitHash(hashing: writer)
    }

    /// Never the secret itself, wherever a permit ends up in a text.
    package var description: String { "(permit)" }
}
