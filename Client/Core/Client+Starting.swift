import Models
import Vault

/// Creating a home.
extension Client {
    /// Makes this home a partner's first device, without contacting a server.
    ///
    /// - Throws: `alreadyInitialised`, `store`.
    package func initialise(name: String?, deviceName: String, server: ServerSetting?) throws(ClientError) {
        let founding = try ClientError.converting { try Founding(random: random, now: now()) }
        try write { transaction in
            guard try transaction.membership() == nil else { throw ClientError.alreadyInitialised }
            try transaction.add(founding.first, of: founding.partner)
            try transaction.set(
                founding.membership(
                    server: server?.address, registration: self.seal(server?.registration), name: name,
                    secrets: self.seal(founding.keys.stored)))
        } _: { edit in
            for purpose in [KeyPurpose.personalSeed, .personal] { _ = try edit.keyring.writingKey(purpose) }
            try edit.introduce(name: name, deviceName: deviceName, isBeginning: true)
        }
    }

    /// A registration token is for the server that it came from: another address without one of its own has none.
    ///
    /// - Throws: `notInitialised`, `storeKeyWrong`, `store`.
    package func setServer(_ setting: ServerSetting) throws(ClientError) {
        let registration = try seal(setting.registration)
        try write { edit in
            let isSame = edit.membership.server.map { $0.url == setting.address.url } ?? true
            edit.identity.membership.server = setting.address
            edit.identity.membership.registration = registration ?? (isSame ? edit.membership.registration : nil)
            var state = try edit.transaction.syncState()
            state.token = nil
            try edit.transaction.set(state)
        }
    }

    /// Encrypts under the store key.
    ///
    /// - Throws: `vault`.
    func seal(_ text: String?) throws(ClientError) -> Blob? {
        guard let text else { return nil }
        return try seal(Bytes(text.utf8))
    }

    /// Encrypts under the store key.
    ///
    /// - Throws: `vault`.
    func seal(_ bytes: Bytes) throws(ClientError) -> Blob {
        do { return try cipher.encrypt(bytes, random: random) } catch { throw .vault(error) }
    }
}
