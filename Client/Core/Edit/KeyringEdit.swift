import Models
import Vault
import Wire

/// Which keys this home writes with, and which devices receive them. Whatever is written after a device was removed uses keys that
/// device was never given.
struct KeyringEdit {
    let edit: HomeEdit
    var home: HomeSnapshot { edit.home }
    private var identity: Identity { edit.identity }

    /// The key to write with, made if there's none that only live devices hold.
    ///
    /// - Returns: `nil` if the key is for both partners and there's only one.
    func writingKey(_ purpose: KeyPurpose) throws -> SecretKey? {
        if let key = edit.newestKey(purpose) { return key }
        guard !purpose.isShared || edit.identity.isPaired else { return nil }
        let key = SecretKey(random: edit.random)
        try grant(key, for: purpose, epoch: edit.identity.ring.nextEpoch(purpose), to: edit.identity.entitled(to: purpose))
        return key
    }

    /// Grants a key to devices, in as many parts as needed, and queues the grants for sending. A seed counts here from then on if
    /// none does yet.
    func grant(_ key: SecretKey, for purpose: KeyPurpose, epoch: Int64, to recipients: [DeviceCard]) throws {
        let parts = try KeyGrant.parts(
            of: key, for: purpose, epoch: epoch, couple: edit.membership.couple, author: edit.membership.partner,
            by: edit.identity.keys,
            device: edit.membership.device, to: recipients)
        for part in parts {
            try edit.transaction.add(part)
            edit.identity.count(part)
            edit.identity.accept(part, opened: key)
            try edit.outbox.enqueue(.grant(part))
        }
        if !purpose.isRenewed { _ = edit.identity.chooseSeeds() }
    }

    /// Replaces a grant that the server refused as too long, made before grants had parts, with grants in parts.
    ///
    /// - Returns: `false` for any other write.
    func grantInParts(_ write: Write) throws -> Bool {
        guard case .grant(let refused) = write, refused.sealed.count > KeyGrant.mostRecipients,
            refused.author == edit.membership.partner,
            let key = edit.identity.ring[refused.key]
        else { return false }
        let wanted = Set(refused.sealed.map(\.recipient))
        try grant(
            key, for: refused.purpose, epoch: refused.epoch,
            to: edit.identity.entitled(to: refused.purpose).filter { wanted.contains($0.id) })
        return true
    }

    /// Makes a key for every renewable purpose that has keys, but none that only live devices hold. The new key goes to all devices
    /// entitled to it, including the partner's.
    ///
    /// Called in the transaction in which this home removes a device or learns of a removal. This also covers the case in which
    /// both partners removed one at the same time, and each made a key that the other's removed device still received.
    func renewKeys() throws {
        guard edit.membership.phase == .waiting || edit.membership.phase == .paired,
            edit.identity.mine.state.isLive(edit.membership.device)
        else {
            return
        }
        let held = Set(edit.identity.ring.entries.values.map(\.purpose))
        for purpose in KeyPurpose.allCases where purpose.isRenewed && held.contains(purpose) { _ = try writingKey(purpose) }
    }

    /// A home that an older version left half made has no personal keys, and no one else could grant it any.
    func makeMissingPersonalKeys() throws {
        guard identity.seed(.personalSeed) == nil, identity.mine.state.liveMachines.count == 1 else { return }
        for purpose in [KeyPurpose.personalSeed, .personal] { _ = try writingKey(purpose) }
    }

    /// Grants every key to all of this partner's usable devices. Grants made by the partner don't count: they may hold a different
    /// key, or not open at all.
    func grantMissingKeys() throws {
        let others = edit.identity.mine.state.live.filter { $0.kind != .link && $0.id != edit.membership.device }
        for key in edit.identity.keysToPassOn {
            try grant(key.key, for: key.purpose, epoch: key.epoch, to: others.filter { !key.holders.contains($0.id) })
        }
    }

    /// A server accepts grants only from a live device that signed them. The first device to reach a new server may be the only one
    /// that ever does, so it signs grants by the partner and by removed devices again. Keys that a removed device holds are
    /// followed by one that it doesn't.
    func grantWhatOthersGranted() throws {
        let live = Set(edit.identity.mine.state.live.map(\.id))
        var covered: [KeyID: Set<DeviceID>] = [:]
        for grant in try edit.transaction.grants() where grant.author == edit.membership.partner && live.contains(grant.device) {
            covered[grant.key, default: []].formUnion(grant.sealed.map(\.recipient))
        }
        for entry in edit.identity.keysToPassOn {
            let holders = covered[entry.key.id] ?? []
            let missing = edit.identity.entitled(to: entry.purpose).filter { $0.kind != .link && !holders.contains($0.id) }
            if !missing.isEmpty { try grant(entry.key, for: entry.purpose, epoch: entry.epoch, to: missing) }
        }
        try renewKeys()
    }

    /// Opening a grant takes longer than everything else a command does with it.
    func keepOpenedGrants() throws {
        for opened in edit.identity.newlyOpened {
            try edit.transaction.keep(edit.cipher.encrypt(opened.bytes, random: edit.random), ofGrant: opened.digest)
        }
        edit.identity.forgetNewlyOpened()
    }
}
