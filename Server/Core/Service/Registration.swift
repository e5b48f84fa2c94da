import Crypto
package import Models

/// Who may found a couple.
package enum Registration: Sendable {
    case open
    /// Callers with the token. Stored as its SHA-256.
    case token(hash: Bytes)

    package init(token: String) { self = .token(hash: Bytes(SHA256.hash(data: Array(token.utf8)))) }

    package var isRequired: Bool {
        switch self {
        case .open: false
        case .token: true
        }
    }

    /// Compares in constant time.
    package func permits(_ token: String?) -> Bool {
        switch self {
        case .open: true
        case .token(let hash): Bytes(SHA256.hash(data: Array((token ?? "").utf8))).equalsInConstantTime(hash) && token != nil
        }
    }
}
