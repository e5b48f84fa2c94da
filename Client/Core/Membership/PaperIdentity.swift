import Models
import Vault
import Wire

/// What the holder of a code learns: both logs, verified, and the keys encrypted to the code.
struct PaperIdentity {
    let mine: DeviceLog
    let theirs: DeviceLog?
    private(set) var ring: KeyRing
    /// The device that made the code.
    private let maker: DeviceID?

    /// - Throws: `codeNotGenuine` if the logs aren't the partner's, or don't contain the code's device.
    init(partner: PartnerID, couple: CoupleID, device: DeviceID, keys: DeviceKeys, entries: [EntryChange], grants: [KeyGrant])
        throws
    {
        guard let mine = try? DeviceLog(entries: entries.filter { $0.partner == partner }.map(\.entry)), mine.partner == partner,
            mine.state.isLive(device)
        else { throw ClientError.codeNotGenuine }
        self.mine = mine
        maker = mine.enlisters[device]
        theirs = try mine.state.pairedWith.map { other in
            guard let log = try? DeviceLog(entries: entries.filter { $0.partner == other }.map(\.entry)), log.partner == other
            else {
                throw ClientError.codeNotGenuine
            }
            return log
        }
        ring = KeyRing(owner: partner)
        for grant in grants where grant.couple == couple {
            let log = grant.author == partner ? mine : grant.author == theirs?.partner ? theirs : nil
            guard let card = log?.state.cards[grant.device], card.kind == .machine, grant.isValid(signedBy: card),
                let key = try? grant.open(as: device, with: keys)
            else { continue }
            ring.add(grant, key: key)
        }
    }

    /// The seed that the device that made the code granted to it, or else one that another of the partner's own devices granted.
    func seed(_ purpose: KeyPurpose) -> SecretKey? {
        ring.ownSeed(purpose, live: Set(mine.state.live.map(\.id)), trusted: maker)
    }

    /// The keys that a device enlisted by the code takes over.
    var keys: [KeyRing.Entry] { ring.keysToPassOn(seeds: Set(KeyPurpose.seeds.compactMap { seed($0)?.id })) }
}
