package import Models

/// A bearer token. The server keeps its hash alone.
package struct Token: FixedBytes {
    package static var byteCount: Int { 32 }
    package let bytes: Bytes

    package init(validated: Bytes) { bytes = validated }

    /// Never the secret itself, wherever a token ends up in a text.
    package var description: String { "(token)" }
}
