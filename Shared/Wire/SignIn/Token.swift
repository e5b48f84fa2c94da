package import Models

/// A bearer token. The server stores only its hash.
package struct Token: FixedBytes {
    package static var byteCount: Int { 32 }
    package let bytes: Bytes

    package init(validated: Bytes) { bytes = validated }

    /// Never the secret, wherever a token is printed.
    package var description: String { "(token)" }
}
