import Crypto
package import Models
package import Wire

/// SHA-256 of a token. The server stores nothing else of it.
package struct TokenHash: FixedBytes {
    package static var byteCount: Int { 32 }
    package let bytes: Bytes

    package init(validated: Bytes) { bytes = validated }

    package init(of token: Token) { bytes = Bytes(SHA256.hash(data: token.bytes)) }
}
