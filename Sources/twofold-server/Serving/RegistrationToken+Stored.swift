import Models
import ServerCore
import ServerHTTP
import StoreSQL

extension RegistrationToken {
    /// The token of all servers that use a store. Created on first use.
    ///
    /// - Parameters:
    ///   - renewing: whether to replace an existing token.
    ///   - earlier: the token to begin with, instead of a random one.
    /// - Throws: `StoreError`.
    init(
        in store: some Store, renewing: Bool = false, earlier: RegistrationToken? = nil, random: (Int) -> Bytes
    ) throws {
        if !renewing, let token = try store.read({ try Self(in: $0) }) {
            self = token
            return
        }
        let fresh = earlier ?? RegistrationToken(random: random)
        self = try store.write { writer in
            // Another server may have been first.
            if !renewing, let token = try Self(in: writer) { return token }
            try writer.putSecret(Bytes(fresh.text.utf8), name: SecretName.registrationToken)
            return fresh
        }
    }

    private init?(in reader: some StoreReader) throws {
        guard let secret = try reader.secret(SecretName.registrationToken) else { return nil }
        guard let token = RegistrationToken(String(decoding: secret, as: UTF8.self)) else { throw StoreError.corrupt }
        self = token
    }
}
