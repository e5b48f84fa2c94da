import Crypto
package import Models

/// The server's own keys, generated once and kept in its store.
package struct ServerKeys: Sendable {
    /// Authenticates challenges.
    let challenges: SymmetricKey
    /// Encrypts cursors, through a key for each partner of each couple.
    let cursors: SymmetricKey

    private static let name = "server-keys"

    /// Reads the keys, or generates and stores them if there are none.
    ///
    /// - Throws: `StoreError`; `corrupt` if the stored keys have the wrong length.
    package init(in store: some Store, random: (Int) -> Bytes) throws {
        if let secret = try store.read({ try $0.secret(Self.name) }) {
            try self.init(secret: secret)
        } else {
            let fresh = random(64)
            let secret = try store.write { writer in
                if let secret = try writer.secret(Self.name) { return secret }
                try writer.putSecret(fresh, name: Self.name)
                return fresh
            }
            try self.init(secret: secret)
        }
    }

    private init(secret: Bytes) throws {
        guard secret.count == 64 else { throw StoreError.corrupt }
        challenges = SymmetricKey(data: secret.prefix(32))
        cursors = SymmetricKey(data: secret.suffix(32))
    }
}
