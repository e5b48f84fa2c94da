import ClientCore
import LocalStore
import Models
import ServerCore
import Support
import TestTraits
import Testing
import Wire

/// A server passes on data in Ada's name, signed by devices of every status, to one of her devices and to her partner's.
@Suite("A server that hands on what devices signed that may not", .onOwnThreads)
struct SignersTests {
    enum Signer: CaseIterable, Sendable {
        case live, removedStanding, removedNotStanding, unknown, kit, link, partners

        var counts: Bool { self == .live || self == .removedStanding }
    }

    enum Signed: CaseIterable, Sendable { case shared, tombstone, answer, opening, grant }

    private struct Scene {
        let couple: TestPair
        let machine = TestDevice()
        let kit = TestDevice(kind: .kit)
        let link = TestDevice(kind: .link, expires: TestClock.start.advanced(by: .seconds(600)))
        let bens = TestDevice()

        init() throws {
            couple = try TestPair()
            for device in [machine, kit, link] { try append(.add(card: device.card, retiring: nil), couple.ada) }
            try append(.add(card: bens.card, retiring: nil), couple.ben)
            for home in [couple.ben, couple.ada] { try home.sync() }
        }

        func append(_ action: LogAction, _ home: TestHome) throws {
            let entry = try home.entry(action)
            let write = Write.entry(EntryWrite(partner: try home.membership.partner, entry: entry))
            guard try home.wire(couple.world).sync([write]).outcomes == [.applied] else { throw FixtureError.notASeal }
            try home.sync()
        }

        func device(_ signer: Signer) -> TestDevice {
            switch signer {
            case .live, .removedStanding, .removedNotStanding: machine
            case .unknown: TestDevice()
            case .kit: kit
            case .link: link
            case .partners: bens
            }
        }

        func ada(at device: TestDevice) throws -> TestPartner {
            var partner = try TestPartner(random: SeededRandom(seed: 5), on: machine)
            partner.log = try couple.ada.log(of: couple.ada.membership.partner)
            partner.couple = try couple.ada.membership.couple
            return partner.at(device)
        }
    }

    @Test(.attacks(.removedDevicesEnd, .serverForgesNothing, .nobodyWritesInYourName), arguments: Signed.allCases, Signer.allCases)
    func `counts if a machine signed it that is alive, or whose removal lets it stand; of anything else nothing is believed`(
        signed: Signed, signer: Signer
    ) throws {
        let scene = try Scene()
        let (ada, ben) = (scene.couple.ada, scene.couple.ben)
        let now = scene.couple.world.time.now
        let (signing, good) = (try scene.ada(at: scene.device(signer)), try scene.ada(at: scene.machine))
        // The device that signs unrelated data must be live.
        let other = TestDevice()
        try scene.append(.add(card: other.card, retiring: nil), ada)
        try ben.sync()
        let beside = good.at(other)

        let round: RoundID = SeededRandom(seed: 6).value()
        let change: Change
        let digest: VersionDigest
        let isThere: (TestHome) throws -> Bool
        switch signed {
        case .shared, .tombstone:
            let record = try signing.record(.shared, at: now, deleted: signed == .tombstone)
            (change, digest) = (ada.change(record), record.header.digest)
            isThere = { home in try home.store.read { try $0.record(record.header.id)?.header == record.header } }
        case .answer, .opening:
            let record = try (signed == .answer ? signing : beside).answer(round, at: now)
            let opening = try (signed == .opening ? signing : beside).opening(of: record)
            change = ada.change(record, opening, .revealed)
            digest = signed == .answer ? record.header.digest : opening.digest
            isThere = { home in try home.store.read { try $0.record(record.header.id)?.opening == opening } }
        case .grant:
            let grant = try signing.grant(.couple, to: [other.id])
            (change, digest) = (.grant(grant), grant.digest)
            isThere = { home in try home.store.read { try $0.grants().contains { $0.digest == grant.digest } } }
        }
        if signer == .removedStanding || signer == .removedNotStanding {
            let standing = signer == .removedStanding ? [digest] : []
            try scene.append(.remove(device: scene.machine.id, standing: standing), ada)
            try ben.sync()
        }
        for home in [ada, ben] {
            home.smuggle([change])
            _ = try home.client.sync(budget: nil)
            home.trustServer()
            // A key granted by a removed device is as good as any, because its holders are what counts. It's just no longer
            // written with.
            if signed == .grant, signer == .removedStanding || signer == .removedNotStanding { continue }
            #expect(try isThere(home) == signer.counts, "\(home === ada ? "Ada's" : "Ben's")")
        }
    }
}
