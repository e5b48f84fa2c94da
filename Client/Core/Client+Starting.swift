import Models
import Vault

/// Creating a home.
extension Client {
    /// Makes this home a partner's first device, without contacting a server.
    ///
    /// - Throws: `alreadyInitialised`.
    package func initialise(name: String?, deviceName: String, server: ServerSetting?) throws {
        let founding = try Founding(random: random, now: now())
        try write { transaction in
            guard try transaction.membership() == nil else { throw ClientError.alreadyInitialised }
            try transaction.add(founding.first, of: founding.partner)
            try transaction.set(
                founding.membership(
                    server: server?.address, registration: self.seal(server?.registration), name: name,
                    secrets: self.seal(founding.keys.stored)))
        } _: { edit in
            for purpose in [KeyPurpose.personalSeed, .personal] { _ = try edit.keyring.writingKey(purpose) }
            try edit.introduce(name: name, deviceName: deviceName)
        }
    }

    package func setServer(_ setting: ServerSetting) throws {
        let registration = try seal(setting.registration)
        try write { edit in
            edit.identity.membership.server = setting.address
            if let registration { edit.identity.membership.registration = registration }
            var state = try edit.transaction.syncState()
            state.token = nil
            try edit.transaction.set(state)
        }
    }

    func seal(_ text: String?) throws -> Blob? { try text.map { try seal(Bytes($0.utf8)) } }

    func seal(_ bytes: Bytes) throws -> Blob { try StoreCipher(key: storeKey).encrypt(bytes, random: random) }
}
