import ClientCore
import Crypto
import LocalStore
import Models
import ServerCore
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("Whoever found a code", .onOwnThreads)
struct CodesTests {
    /// The keys derived from a code, in the hands of a modified client.
    private func thief(_ code: PaperCode, _ world: World, _ couple: CoupleID, expires: Instant? = nil) throws -> (
        keys: DeviceKeys, card: DeviceCard, client: WireClient
    ) {
        let keys = try code.keys.device()
        let card = keys.card(code.kind == .kit ? .kit : .link, expires: expires)
        return (keys, card, try WireClient(keys: keys, device: card.id, couple: couple, exchange: BlockingExchange(world.service)))
    }

    private func card(of code: PrintedCode) throws -> (PaperCode, DeviceCard) {
        let paper = try PaperCode(parsing: code.text)
        return (paper, try paper.keys.device().card(paper.kind == .kit ? .kit : .link, expires: code.expires))
    }

    @Test(.attacks(.linkCodesWorkOnce)) func `a link code adds one machine, ends itself with it, and can do nothing else`() throws {
        let couple = try TestPair()
        let (code, card) = try card(of: couple.ada.client.link())
        let ada = try couple.ada.membership
        let thief = try thief(code, couple.world, ada.couple, expires: card.expires)
        let log = try couple.ada.log(of: ada.partner)
        func entry(_ action: LogAction, previous: [EntryHash]? = nil) throws -> LogEntry {
            try LogEntry(
                previous: previous ?? log.tips, action: action, device: card.id, time: couple.world.time.now,
                signedWith: thief.keys.signing)
        }
        let machines = try (0..<3).map { seed in
            try DeviceKeys(random: RandomSource { Bytes(repeating: UInt8(40 + seed), count: $0) }).card(.machine)
        }
        let kit = try DeviceKeys(random: RandomSource { Bytes(repeating: 50, count: $0) }).card(.kit)
        let actions: [LogAction] = [
            .leave, .pair(partner: ada.partner), .remove(device: ada.device, standing: []), .add(card: kit, retiring: card.id),
            .add(card: machines[0], retiring: nil), .add(card: machines[0], retiring: ada.device),
        ]
        for action in actions {
            for offered in [false, true] {
                let write = Write.entry(EntryWrite(partner: ada.partner, entry: try entry(action), offered: offered))
                #expect(try thief.client.sync([write], offering: true).outcomes[0] != .applied, "\(action)")
                // If a server accepted it, Ada's device wouldn't believe that server either.
                couple.ada.smuggle([.entry(EntryChange(partner: ada.partner, entry: try entry(action)))])
                try couple.ada.sync()
                couple.ada.trustServer()
                #expect(try couple.ada.disbelieved())
            }
        }
        #expect(try couple.ada.client.devices().filter(\.isLive).count == 2)
        // Once it has enlisted one device it's used up, even for a second branch beside the first.
        let first = try entry(.add(card: machines[1], retiring: card.id))
        let second = try entry(.add(card: machines[2], retiring: card.id))
        #expect(
            try thief.client.sync([.entry(EntryWrite(partner: ada.partner, entry: first))], offering: true).outcomes == [.applied])
        #expect(throws: Problem.self) {
            try thief.client.sync([.entry(EntryWrite(partner: ada.partner, entry: second, offered: true))], offering: true)
        }
        #expect(throws: Problem.self) { try self.thief(code, couple.world, ada.couple, expires: card.expires) }
        try couple.ada.sync()
        #expect(try couple.ada.client.devices().filter { $0.isLive && $0.kind == .machine }.count == 2)
    }

    @Test(.attacks(.linkCodesEnd))
    func `a link code that ran out is good for nothing: its box, its sign-in and its entry`() throws {
        let couple = try TestPair()
        let (code, card) = try card(of: couple.ada.client.link())
        let ada = try couple.ada.membership
        let early = try thief(code, couple.world, ada.couple, expires: card.expires)
        couple.world.time.advance(seconds: 601)
        let fresh = try TestHome(couple.world, seed: 20)
        #expect(throws: ClientError.self) { try fresh.client.useLink(code, deviceName: "thief's") }
        #expect(throws: Problem.self) { try self.thief(code, couple.world, ada.couple, expires: card.expires) }
        let machine = try DeviceKeys(random: RandomSource { Bytes(repeating: 41, count: $0) }).card(.machine)
        let entry = try LogEntry(
            previous: couple.ada.log(of: ada.partner).tips, action: .add(card: machine, retiring: card.id), device: card.id,
            time: couple.world.time.now, signedWith: early.keys.signing)
        #expect(throws: Problem.self) {
            try early.client.sync([.entry(EntryWrite(partner: ada.partner, entry: entry))], offering: true)
        }
        // Ada's next sync after a minute removes it; from then on, no server can make anyone believe it.
        try couple.ada.sync()
        couple.world.time.advance(seconds: 60)
        try couple.ada.sync()
        #expect(try couple.ada.client.devices().allSatisfy { $0.kind != .link || !$0.isLive })
        couple.ada.smuggle([.entry(EntryChange(partner: ada.partner, entry: entry))])
        try couple.ada.sync()
        #expect(try couple.ada.client.devices().filter { $0.isLive && $0.kind == .machine }.count == 1)
    }

    @Test(.attacks(.linkCodesEnd, .nothingIsLost))
    func `a server that says that its link codes last for ever does not make one last longer`() throws {
        for seconds in [Int64.max, .min, 0, 1_000_000] {
            let couple = try TestPair()
            couple.ada.transport.rewrite = { route, reply in
                guard route == .server else { return reply }
                let text = String(decoding: reply.body, as: UTF8.self)
                    .replacing("\"linkSeconds\":600", with: "\"linkSeconds\":\(seconds)")
                    .replacing("\"invitationSeconds\":172800", with: "\"invitationSeconds\":\(seconds)")
                return TransportReply(status: reply.status, body: Bytes(text.utf8))
            }
            let printed = try couple.ada.client.link()
            #expect(try #require(printed.expires) <= couple.world.time.now.advanced(by: .seconds(600)))
            couple.ada.trustServer()
            couple.world.time.advance(seconds: 700)
            try couple.ada.sync()
            #expect(try couple.ada.client.devices().allSatisfy { $0.kind != .link || !$0.isLive })
        }
    }

    @Test(.attacks(.replacedKitsEnd))
    func `a kit that was replaced neither signs in, nor adds, nor opens what is written later`() throws {
        let couple = try TestPair()
        let (old, card) = try card(of: couple.ada.client.makeKit(replacing: false))
        let ada = try couple.ada.membership
        let kept = try thief(old, couple.world, ada.couple)
        let tips = try couple.ada.log(of: ada.partner).tips
        _ = try couple.ada.client.makeKit(replacing: true)
        #expect(throws: Problem.self) { try kept.client.sync([], offering: true) }
        #expect(throws: Problem.self) { try self.thief(old, couple.world, ada.couple) }
        #expect(throws: ClientError.codeUnknown) {
            try TestHome(couple.world, seed: 21).client.recover(old, deviceName: "thief's")
        }
        // Backdated, as if signed before the kit was removed. Void on every device.
        let machine = try DeviceKeys(random: RandomSource { Bytes(repeating: 42, count: $0) }).card(.machine)
        let entry = try LogEntry(
            previous: tips, action: .add(card: machine, retiring: nil), device: card.id, time: couple.world.time.now,
            signedWith: kept.keys.signing)
        for home in [couple.ada, couple.ben] {
            home.smuggle([.entry(EntryChange(partner: ada.partner, entry: entry))])
            try home.sync()
            home.trustServer()
            #expect(try !home.log(of: ada.partner).state.isLive(machine.id))
        }
        // From here on, text is written under keys that the old kit wasn't given.
        let before = Set(try couple.ada.keyRing.entries.keys)
        try couple.ada.client.saveDraft(.firstWord, text: "Later.")
        try couple.ada.sync()
        let grants = try couple.ada.store.read { try $0.grants() }
        let new = Set(try couple.ada.keyRing.entries.keys).subtracting(before)
        #expect(grants.filter { new.contains($0.key) }.flatMap(\.sealed).allSatisfy { $0.recipient != card.id })
        let draft = try #require(
            couple.ada.sentWrites.compactMap { if case .record(let write) = $0 { write.record.header } else { nil } }.last)
        let key = try #require(draft.key)
        #expect(!grants.filter { $0.key == key }.flatMap(\.sealed).contains { $0.recipient == card.id })
    }

    @Test(.attacks(.usedInvitationsGiveNothing))
    func `a used invitation gives no key, not even with all that the server has`() throws {
        let world = try World()
        let ada = try TestHome(world, seed: 1)
        let ben = try TestHome(world, seed: 2)
        try ada.client.initialise(name: "Ada", deviceName: "desk", server: ServerSetting(parsing: World.address))
        let code = try PaperCode(parsing: ada.client.invite().text)
        try ben.client.join(code, name: "Ben", deviceName: "laptop")
        try ada.sync()
        try ben.sync()
        _ = try ada.client.seal(.firstWord, text: "Ada's.")
        try ada.sync()
        let row = try #require(try world.store.read { $0.box(code.keys.locator) })
        // What the code opens: the box, which contains no key.
        let content = String(decoding: try code.keys.decryptBox(row.box), as: UTF8.self)
        #expect(content.contains("inviter"))
        for key in try ada.everyKey + ben.everyKey { #expect(!content.contains(key.bytes.base64)) }
        let id = try ada.membership.couple
        // No grant addresses keys derived from the code, and none of those keys opens an answer.
        let keys = try code.keys.device()
        let paper = [DeviceKind.machine, .kit, .link].map { keys.card($0).id }
        let grants = try world.store.read { $0.grants(of: id) }
        #expect(!grants.isEmpty)
        #expect(!grants.flatMap(\.grant.sealed).contains { paper.contains($0.recipient) })
        let derived = [Bytes(code.keys.locator.bytes), code.keys.permit.bytes, Bytes(keys.signing.rawRepresentation)]
        let burglar = Burglar(keys: derived.compactMap { SecretKey(bytes: $0) }, seals: ada.sentSeals, openings: ada.sentOpenings)
        #expect(!burglar.opensAny())
        // It doesn't work a second time either.
        let thief = try TestHome(world, seed: 22)
        #expect(throws: ClientError.self) { try thief.client.join(code, name: "Mallory", deviceName: "thief's") }
    }

    @Test(.attacks(.openInvitationsShow))
    func `whoever takes an open invitation has another fingerprint, and whom it was for is told`() throws {
        let world = try World()
        let (ada, ben, mallory) = try (TestHome(world, seed: 1), TestHome(world, seed: 2), TestHome(world, seed: 3))
        try ada.client.initialise(name: "Ada", deviceName: "desk", server: ServerSetting(parsing: World.address))
        let code = try PaperCode(parsing: ada.client.invite().text)
        try mallory.client.join(code, name: "Ben", deviceName: "thief's")
        try ada.sync()
        #expect(throws: ClientError.problem(.of(.boxUsed))) { try ben.client.join(code, name: "Ben", deviceName: "laptop") }
        // From between two devices of her own, Mallory can pair Ben with herself instead, but not with the same fingerprint.
        let relay = try TestHome(world, seed: 4)
        try relay.client.initialise(name: "Ada", deviceName: "relay", server: ServerSetting(parsing: World.address))
        try ben.client.join(PaperCode(parsing: relay.client.invite().text), name: "Ben", deviceName: "laptop")
        let (adas, bens) = (try ada.client.fingerprint(), try ben.client.fingerprint())
        #expect(adas != nil && bens != nil && adas != bens)
    }
}
