import Models
import Vault

/// From nothing to a home of one's own.
extension Client {
    /// Makes this home a partner's first machine. Asks nobody.
    ///
    /// - Throws: `alreadyInitialised`.
    package func initialise(name: String?, deviceName: String, server: ServerSetting?) throws {
        let founding = try Founding(random: random, now: now())
        try change { transaction in
            guard try transaction.membership() == nil else { throw ClientError.alreadyInitialised }
            try transaction.add(founding.first, of: founding.partner)
            try transaction.set(
                founding.membership(
                    server: server?.address, registration: self.seal(server?.registration), name: name,
                    secrets: self.seal(founding.keys.stored)))
        } _: { work in
            for purpose in [KeyPurpose.personalSeed, .personal] { _ = try work.writingKey(purpose) }
            try work.introduce(name: name, deviceName: deviceName)
        }
    }

    package func setServer(_ setting: ServerSetting) throws {
        let registration = try seal(setting.registration)
        try change { work in
            work.identity.membership.server = setting.address
            if let registration { work.identity.membership.registration = registration }
            var state = try work.transaction.syncState()
            state.token = nil
            try work.transaction.set(state)
        }
    }

    func seal(_ text: String?) throws -> Blob? { try text.map { try seal(Bytes($0.utf8)) } }

    func seal(_ bytes: Bytes) throws -> Blob { try StoreCipher(key: storeKey).seal(bytes, random: random) }
}

extension Workspace {
    /// Says to the own devices what this one is called, and to the partner what its owner is.
    func introduce(name: String?, deviceName: String) throws {
        let device = DeviceDocument(device: membership.device, name: deviceName)
        let id = try personalRecord("device", "\(membership.device)")
        try enqueue(.put(class: .own, owner: .author, document: .device(device), edits: current(id).stamp), for: id)
        if let name { try setName(name) }
    }

    func setName(_ name: String) throws {
        identity.membership.name = name
        let id = try personalRecord("name", "")
        let document = Document.name(NameDocument(name: name))
        try enqueue(.put(class: .shared, owner: .author, document: document, edits: current(id).stamp), for: id)
    }
}
