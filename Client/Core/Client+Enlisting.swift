import FoundationEssentials
import Models
import Vault
import Wire

/// The final steps of enlisting this home as another device of a partner's; they can be repeated after a lost reply.
extension Client {
    /// The state of an interrupted attempt with the same code, if there is one.
    ///
    /// - Throws: `store`.
    func unfinishedEnlisting(_ code: PaperCode) throws(ClientError) -> PendingEnlisting? {
        guard let sealed = try readStore({ try $0.unfinished() }),
            let pending = try? WireJSON.decode(PendingEnlisting.self, from: Data(StoreCipher(key: storeKey).decrypt(sealed))),
            pending.locator == code.keys.locator
        else { return nil }
        return pending
    }

    /// Signs in as a new device of this home's.
    ///
    /// - Returns: `false` if the server doesn't know it: what was to enlist it never arrived.
    /// - Throws: `noServer`, or why the server doesn't let it in.
    func isKnown(_ membership: Membership) throws(ClientError) -> Bool {
        guard let server = membership.server else { throw .noServer }
        let keys = try ClientError.converting { try DeviceKeys(stored: cipher.decrypt(membership.secrets)) }
        do throws(ClientError) {
            let reply = try ServerAPI(transport: connect(server, nil)).signIn(
                as: membership.device, of: membership.couple, for: membership.partner, with: keys)
            guard reply.couple == membership.couple, reply.partner == membership.partner else { throw .notTwofold }
        } catch {
            if case .problem(let problem) = error, problem.code == .deviceUnknown { return false }
            throw error
        }
        return true
    }

    /// Makes this home the new device's, in one transaction.
    ///
    /// - Throws: `store`. Nothing has changed then.
    func finishEnlisting(_ pending: PendingEnlisting, deviceName: String) throws(ClientError) {
        try write { transaction in
            try self.begin(pending, transaction)
        } _: { edit in
            _ = edit.identity.chooseSeeds()
            for (_, entry) in edit.identity.ring.entries.sorted(by: { $0.key < $1.key }) {
                try edit.keyring.grant(entry.key, for: entry.purpose, epoch: entry.epoch, to: [edit.identity.keys.card(.machine)])
            }
            try edit.introduce(name: nil, deviceName: deviceName)
        }
    }

    private func begin(_ pending: PendingEnlisting, _ transaction: any HomeWriter) throws {
        let machine = try DeviceKeys(stored: cipher.decrypt(pending.membership.secrets))
        let card = machine.card(.machine)
        for entry in pending.mine + [pending.entry] { try transaction.add(entry, of: pending.membership.partner) }
        if let other = pending.membership.other {
            if try transaction.entries(of: other).isEmpty { try transaction.setVerifiedPartner(other) }
            for entry in pending.theirs { try transaction.add(entry, of: other) }
        }
        for key in pending.keys {
            guard let secret = SecretKey(bytes: key.key.bytes) else { continue }
            try transaction.add(
                KeyGrant(
                    of: secret, for: key.purpose, epoch: key.epoch, couple: pending.membership.couple,
                    author: pending.membership.partner, by: machine, device: card.id, to: [card]))
        }
        var membership = pending.membership
        membership.epochFloors = EpochFloors(
            Dictionary(grouping: pending.keys, by: \.purpose).mapValues { $0.map(\.epoch) },
            codeHasEnded: pending.entry.action.removed != nil)
        try transaction.set(membership)
        try transaction.setUnfinished(nil)
    }
}
