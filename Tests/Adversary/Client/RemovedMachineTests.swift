import Catalogue
import ClientCore
import Models
import ServerCore
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("A thief with a machine that was removed, together with the partner; the server is honest", .onOwnThreads)
struct RemovedMachineTests {
    /// Ada's phone was stolen and removed; Ben's modified client delivers what the phone signs.
    private struct Scene {
        let couple: TestPair
        let phone: TestHome
        let tips: [EntryHash]
        let ada: PartnerID

        init() throws {
            couple = try TestPair()
            phone = try couple.linkSecondDevice()
            ada = try couple.ada.membership.partner
            tips = try couple.ada.log(of: ada).tips
        }

        func remove() throws {
            try couple.ada.client.removeDevice("phone")
            try couple.ada.sync()
            try couple.ben.sync()
        }

        /// Signed by the phone, as if before its removal.
        func entry(_ action: LogAction) throws -> LogEntry { try phone.entry(action, previous: tips) }

        func offer(_ entry: LogEntry) -> Write { .entry(EntryWrite(partner: ada, entry: entry, offered: true)) }
    }

    private struct Words {
        let pair: RevealedPair
        let digests: [VersionDigest]

        /// An answer that the phone signs in Ada's name, beside one of Ben's.
        init(_ scene: Scene, _ prompt: PromptID) throws {
            let later = scene.couple.world.time.now
            let forged = try scene.phone.forgedAnswer(prompt, text: "The thief's.", at: later)
            let bens = try scene.couple.ben.forgedAnswer(prompt, text: "Ben's.", at: later, seed: 98)
            let (opening, other) = (try #require(forged.opening), try #require(bens.opening))
            pair = RevealedPair(
                mine: RevealedAnswer(record: bens.record, opening: other),
                theirs: RevealedAnswer(record: forged.record, opening: opening))
            digests = [forged.record.header.digest, opening.digest].sorted()
        }
    }

    @Test(.attacks(.nobodyWritesInYourName, .removedDevicesEnd))
    func `it cannot let stand what it signs now, by removing itself as if before its removal`() throws {
        let scene = try Scene()
        try scene.remove()
        let words = try Words(scene, .firstWord)
        let entry = try scene.entry(.remove(device: scene.phone.membership.device, standing: words.digests))
        let carrier = try scene.couple.ben.wire(scene.couple.world)
        #expect(
            try carrier.sync([.pair(words.pair), scene.offer(entry), .pair(words.pair)], offering: true).outcomes == [
                .refused(.deviceNotAlive), .refused(.badEntry), .refused(.deviceNotAlive),
            ])
        try scene.couple.ada.sync()
        #expect(try scene.couple.ada.client.show(.firstWord).rounds.allSatisfy { $0.mine == nil })
    }

    @Test(.attacks(.removedDevicesEnd, .serverForgesNothing))
    func `nor does a server that helps change that: its list counts for nothing`() throws {
        let scene = try Scene()
        try scene.remove()
        let words = try Words(scene, .firstWord)
        let entry = try scene.entry(.remove(device: scene.phone.membership.device, standing: words.digests))
        let theirs = words.pair.theirs
        for home in [scene.couple.ada, scene.couple.ben] {
            home.smuggle([
                .entry(EntryChange(partner: scene.ada, entry: entry)),
                scene.phone.change(theirs.record, theirs.opening, .revealed),
            ])
            try home.sync()
            home.trustServer()
            #expect(try home.disbelieved())
            #expect(try !home.log(of: scene.ada).state.accepts(words.digests[0], by: scene.phone.membership.device))
        }
    }

    @Test(.attacks(.nobodyWritesInYourName, .removedDevicesEnd, .nobodyIsAdded))
    func `it locks nobody out, enlists nobody, and does not leave`() throws {
        let scene = try Scene()
        try scene.remove()
        let carrier = try scene.couple.ben.wire(scene.couple.world)
        let actions: [LogAction] = try [
            .remove(device: scene.couple.ada.membership.device, standing: []), .leave,
            .add(card: DeviceKeys(random: RandomSource { Bytes(repeating: 45, count: $0) }).card(.machine), retiring: nil),
        ]
        for action in actions {
            #expect(try carrier.sync([scene.offer(scene.entry(action))], offering: true).outcomes == [.refused(.badEntry)])
        }
        _ = try scene.couple.ada.client.seal(.firstWord, text: "Ada's own.")
        try scene.couple.ada.sync()
        #expect(try scene.couple.ada.client.status().phase == .paired)
        #expect(try scene.couple.ada.client.devices().filter(\.isLive).count == 1)
    }

    @Test(.attacks(.linkCodesWorkOnce, .linkCodesEnd))
    func `a link code that was used cannot unmake the machine that it made`() throws {
        let couple = try TestPair()
        let code = try PaperCode(parsing: couple.ada.client.link().text)
        let ada = try couple.ada.membership.partner
        let tips = try couple.ada.log(of: ada).tips
        let phone = try TestHome(couple.world, seed: 3)
        try phone.client.useLink(code, deviceName: "phone")
        let link = try code.keys.device()
        let thief = try DeviceKeys(random: RandomSource { Bytes(repeating: 46, count: $0) })
        let paper = try #require(couple.ada.log(of: ada).entries.compactMap(\.action.added).last { $0.kind == .link }?.id)
        let again = try LogEntry(
            previous: tips, action: .add(card: thief.card(.machine), retiring: paper), device: paper,
            time: TestClock.start, signedWith: link.signing)
        let carrier = try couple.ben.wire(couple.world)
        let write = Write.entry(EntryWrite(partner: ada, entry: again, offered: true))
        #expect(try carrier.sync([write], offering: true).outcomes == [.refused(.badEntry)])
        for home in [phone, couple.ada] {
            try home.sync()
            #expect(try home.client.devices().filter { $0.isLive && $0.kind == .machine }.count == 2)
        }
    }

    @Test(.attacks(.removedDevicesEnd, .leavingNeedsNobody))
    func `a stolen machine that fills the log keeps nobody from removing it, nor from leaving`() throws {
        let couple = try TestPair(World(limits: Limits(logEntries: 16)))
        let phone = try couple.linkSecondDevice()
        let ada = try couple.ada.membership.partner
        let carrier = try phone.wire(couple.world)
        var (log, outcomes) = (try phone.log(of: ada), [Outcome]())
        for seed in 50..<70 as Range<UInt8> {
            let card = try DeviceKeys(random: RandomSource { Bytes(repeating: seed, count: $0) }).card(.machine)
            let entry = try phone.entry(.add(card: card, retiring: nil), previous: log.tips)
            outcomes += try carrier.sync([.entry(EntryWrite(partner: ada, entry: entry))]).outcomes
            if outcomes.last == .applied { try log.insert(entry) }
        }
        #expect(outcomes.last == .refused(.quotaRecords))
        // Entries for which there's no room don't get in the way either: neither a code nor what is signed after it.
        _ = try couple.ada.client.makeKit(replacing: false)
        for _ in 0..<2 {
            #expect(throws: ClientError.self) { try couple.ada.client.link() }
            #expect(try couple.ada.client.devices().allSatisfy { $0.kind != .link || !$0.isLive })
        }
        try couple.ada.client.removeDevice("phone")
        try couple.ada.sync()
        #expect(throws: Problem.self) { try phone.wire(couple.world) }
        try couple.ada.client.leave()
        #expect(try couple.ada.client.status().phase == .left)
        try couple.ben.sync()
        #expect(try couple.ben.client.status().phase == .partnerLeft)
    }

    @Test(.attacks(.removedDevicesEnd, .nothingIsLost))
    func `a machine that has written much is removed all the same, and its words stay`() throws {
        let couple = try TestPair(World(limits: Limits(entryBytes: 3_500)))
        let phone = try couple.linkSecondDevice()
        let day = Day(number: 20_605)
        for number in 0..<70 { _ = try phone.client.addPledge("Pledge \(number)", from: day, through: day) }
        for home in [phone, couple.ada, couple.ben] { try home.sync() }
        _ = try phone.client.addPledge("The last one.", from: day, through: day)
        try phone.sync()
        try couple.ada.client.removeDevice("phone")
        try couple.ada.sync()
        #expect(throws: Problem.self) { try phone.wire(couple.world) }
        let removals = try couple.ada.log(of: couple.ada.membership.partner).entries.compactMap { entry in
            if case .remove(_, let standing) = entry.action { standing.count } else { nil }
        }
        #expect(removals == [50])
        for home in [couple.ada, couple.ben] {
            try home.sync()
            #expect(try home.client.pledges().count == 71)
        }
    }

    @Test(.attacks(.nobodyWritesInYourName, .serverForgesNothing))
    func `nobody's machine is one for which everybody can sign`() throws {
        let couple = try TestPair()
        let ben = try couple.ben.membership.partner
        let neutral = Bytes([1]) + Bytes(repeating: 0, count: 31)
        let card = DeviceCard(
            kind: .machine, signing: SigningKey(validated: neutral),
            agreement: try couple.ben.deviceKeys.card(.machine).agreement)
        let entry = try couple.ben.entry(.add(card: card, retiring: nil))
        let write = Write.entry(EntryWrite(partner: ben, entry: entry))
        #expect(try couple.ben.wire(couple.world).sync([write]).outcomes == [.refused(.badEntry)])
        couple.ada.smuggle([.entry(EntryChange(partner: ben, entry: entry))])
        try couple.ada.sync()
        #expect(try couple.ada.disbelieved())
        #expect(try !couple.ada.log(of: ben).state.isLive(card.id))
    }

    @Test(.attacks(.nobodyWritesInYourName)) func `a code on paper hands out no keys`() throws {
        let couple = try TestPair()
        let code = try PaperCode(parsing: couple.ada.client.makeKit(replacing: false).text)
        let membership = try couple.ada.membership
        let kit = try code.keys.device()
        let id = kit.card(.kit).id
        let secret = SecretKey(random: RandomSource { Bytes(repeating: 47, count: $0) })
        let grant = try KeyGrant(
            of: secret, for: .couple, epoch: 40, couple: membership.couple, author: membership.partner, by: kit, device: id,
            to: [couple.ada.deviceKeys.card(.machine), couple.ben.deviceKeys.card(.machine)])
        let carrier = try WireClient(keys: kit, device: id, couple: nil, exchange: BlockingExchange(couple.world.service))
        #expect(try carrier.sync([.grant(grant)], offering: true).outcomes == [.refused(.notForPaper)])
        for home in [couple.ada, couple.ben] {
            try home.sync()
            home.smuggle([.grant(grant)])
            try home.sync()
            #expect(try home.disbelieved())
        }
    }

    @Test(.attacks(.nothingIsLost))
    func `words stay where whoever removed their machine was removed meanwhile: a third machine says it anew`() throws {
        let scene = try Scene()
        let (couple, phone) = (scene.couple, scene.phone)
        let tablet = try couple.linkSecondDevice(seed: 4)
        try phone.sync()
        _ = try phone.client.seal(.firstWord, text: "From the phone.")
        for home in [phone, tablet] { try home.sync() }
        // The tablet removes the desk without knowing that the desk has removed the phone.
        let removal = try tablet.entry(.remove(device: couple.ada.membership.device, standing: []))
        try couple.ada.client.removeDevice(phone.membership.device.short)
        try couple.ada.sync()
        #expect(try tablet.wire(couple.world).sync([scene.offer(removal)], offering: true).outcomes == [.applied])
        try couple.ben.sync()
        #expect(try couple.ben.log(of: scene.ada).state.unconfirmed == [phone.membership.device])
        #expect(try !couple.ben.noticesTaken().contains(.notBelieved(what: "record", prompt: nil)))
        try tablet.sync()
        try couple.ben.sync()
        #expect(try couple.ben.log(of: scene.ada).state.unconfirmed.isEmpty)
        #expect(try !couple.ben.disbelieved())
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's.")
        for home in [couple.ben, tablet, couple.ben] { try home.sync() }
        #expect(try couple.ben.round(.firstWord).theirs?.text == "From the phone.")
        #expect(try tablet.round(.firstWord).theirs?.text == "Ben's.")
    }
}
