import Models
import Vault
import Wire

/// Which keys this home writes with, and which devices are given them. What is written once a device has ended is under keys that it was not given.
struct KeyringEdit {
    let edit: HomeEdit
    var home: HomeSnapshot { edit.home }
    private var identity: Identity { edit.identity }

    /// The key to write with, made if there is none that only live devices hold.
    ///
    /// - Returns: nil where it is for two, and there is only one.
    func writingKey(_ purpose: KeyPurpose) throws -> SecretKey? {
        if let key = edit.newestKey(purpose) { return key }
        guard !purpose.isShared || edit.identity.isPaired else { return nil }
        let key = SecretKey(random: edit.random)
        try grant(key, for: purpose, epoch: edit.identity.ring.nextEpoch(purpose), to: edit.identity.entitled(to: purpose))
        return key
    }

    /// Gives a key to devices, in as many parts as that takes, and tells the server. A seed counts here from then on, if none does yet.
    func grant(_ key: SecretKey, for purpose: KeyPurpose, epoch: Int64, to recipients: [DeviceCard]) throws {
        let parts = try KeyGrant.parts(
            of: key, for: purpose, epoch: epoch, couple: edit.membership.couple, author: edit.membership.partner, by: edit.identity.keys,
            device: edit.membership.device, to: recipients)
        for part in parts {
            try edit.transaction.add(part)
            edit.identity.count(part)
            edit.identity.learn(part, opened: key)
            try edit.outbox.enqueue(.grant(part))
        }
        if !purpose.isRenewed { _ = edit.identity.chooseSeeds() }
    }

    /// Grants anew, in parts, what the server refused as too long: a grant of before there were parts.
    ///
    /// - Returns: false for any other write.
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

    /// Makes a key of every purpose that is renewed, where there are keys of it and none that only live devices hold. It goes to all
    /// devices that are entitled to it, the partner's too.
    ///
    /// Called in the transaction in which this home ends a device or learns that one has ended: also where both partners did so at
    /// once, and each made a key that the other's ended device was still given.
    func renewKeys() throws {
        guard edit.membership.phase == .waiting || edit.membership.phase == .paired, edit.identity.mine.state.isLive(edit.membership.device) else {
            return
        }
        let held = Set(edit.identity.ring.entries.values.map(\.purpose))
        for purpose in KeyPurpose.allCases where purpose.isRenewed && held.contains(purpose) { _ = try writingKey(purpose) }
    }

    /// A home that an earlier version left half made has no keys of its partner's own, and nobody else has any to give.
    func makeMissingPersonalKeys() throws {
        guard identity.seed(.personalSeed) == nil, identity.mine.state.liveMachines.count == 1 else { return }
        for purpose in [KeyPurpose.personalSeed, .personal] { _ = try writingKey(purpose) }
    }

    /// Every device of this partner that can still be used holds every key. What the partner says to have given them does not count: it
    /// may be another key, or open to nothing.
    func grantMissingKeys() throws {
        let others = edit.identity.mine.state.live.filter { $0.kind != .link && $0.id != edit.membership.device }
        for key in edit.identity.keysToPassOn {
            try grant(key.key, for: key.purpose, epoch: key.epoch, to: others.filter { !key.holders.contains($0.id) })
        }
    }

    /// A server takes grants from those alone who signed them, and who are alive. Whoever comes first may be the only one who comes, so the
    /// keys of the partner and of ended devices are granted anew. Keys that an ended device has are followed by one that it has not.
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

    /// Opening a grant takes longer than all else that a command does with it.
    func keepOpenedGrants() throws {
        for opened in edit.identity.newlyOpened {
            try edit.transaction.keep(edit.cipher.seal(opened.bytes, random: edit.random), ofGrant: opened.digest)
        }
        edit.identity.forgetNewlyOpened()
    }
}
