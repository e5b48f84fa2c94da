import ClientCore
import Models
import ServerCore
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("A thief with a machine that was removed, together with the server", .onOwnThreads)
struct RemovedDeviceTests {
    private struct Scene {
        let couple: TestPair
        let phone: TestHome
        let keys: DeviceKeys
        let tips: [EntryHash]

        init() throws {
            couple = try TestPair()
            phone = try couple.linkSecondDevice()
            keys = try phone.deviceKeys
            tips = try couple.ada.log(of: couple.ada.membership.partner).tips
        }

        func remove() throws {
            try couple.ada.client.removeDevice("phone")
            try couple.ada.sync()
            try couple.ben.sync()
        }

        func entry(_ action: LogAction) throws -> LogEntry {
            try LogEntry(
                previous: tips, action: action, device: phone.membership.device, time: TestClock.start, signedWith: keys.signing)
        }
    }

    @Test(.attacks(.removedDevicesEnd, .serverForgesNothing))
    func `what it signs after its removal counts nowhere: records, tombstones, answers, openings, keys`() throws {
        let scene = try Scene()
        _ = try scene.couple.ada.client.seal(.firstWord, text: "Ada's own.")
        try scene.couple.ada.sync()
        try scene.phone.sync()
        try scene.remove()
        let (ada, ben, phone) = (scene.couple.ada, scene.couple.ben, scene.phone)
        let later = scene.couple.world.time.now.advanced(by: .seconds(30))
        let forged = try phone.forgedAnswer(.firstWord, text: "The thief's.", at: later)
        let header = try phone.answerHeader(phone.roundID(.firstWord), at: later)
        let tombstone = RecordHeader(
            couple: header.couple, id: header.id, visibility: .sealed, owner: .author, author: header.author, stamp: header.stamp,
            isDeleted: true, round: header.round, bodyHash: BodyHash(ofBody: .empty))
        let deleted = try Record(header: tombstone, body: .empty, signedWith: scene.keys.signing)
        let name = RecordHeader(
            couple: header.couple, id: RecordID(validated: Bytes(repeating: 5, count: 32)), visibility: .shared, owner: .author,
            author: header.author, stamp: header.stamp, key: try phone.key(.couple).id, bodyHash: BodyHash(ofBody: .empty))
        let shared = try phone.sealer().encrypt(Bytes(#"{"name":{"name":"Thief"}}"#.utf8), as: name, under: phone.key(.couple))
        for home in [ada, ben] {
            for change in [phone.change(forged.record, forged.opening, .revealed), phone.change(deleted), phone.change(shared)] {
                home.smuggle([change])
                try home.sync()
                home.trustServer()
                #expect(try home.disbelieved())
            }
            #expect(try home.round(.firstWord).theirs == nil)
        }
        #expect(try ada.round(.firstWord).mine?.text == "Ada's own.")
        #expect(try ben.client.status().partner == "Ada")
        // A server that knows of the removal accepts none of it, even if a live device delivers it.
        let carrier = try ada.wire(scene.couple.world)
        for write in [
            RecordWrite(record: forged.record, opening: forged.opening, offered: true),
            RecordWrite(record: deleted, offered: true),
        ] {
            #expect(try carrier.sync([.record(write)], offering: true).outcomes == [.refused(.deviceNotAlive)])
        }
        #expect(throws: Problem.self) { try phone.wire(scene.couple.world) }
    }

    @Test(.attacks(.removedDevicesEnd)) func `it reads nothing that machines write which have learned of its removal`() throws {
        let scene = try Scene()
        let (ada, ben) = (scene.couple.ada, scene.couple.ben)
        try ada.client.saveDraft(.firstWord, text: "Before.")
        try ada.sync()
        try scene.phone.sync()
        try scene.remove()
        let keys = try scene.phone.everyKey
        let known = Set(keys.map(\.id))
        let counts = (ada.sentWrites.count, ben.sentWrites.count)
        try ada.client.saveDraft(.firstWord, text: "After.")
        _ = try ada.client.seal(.firstWord, text: "Sealed after.")
        try ada.client.set(.name, to: "Ada A.")
        try ada.sync()
        try ben.client.set(.name, to: "Ben B.")
        _ = try ben.client.seal(.firstWord, text: "Ben's, after.")
        for home in [ben, ada, ben] { try home.sync() }
        let writes = ada.sentWrites.dropFirst(counts.0) + ben.sentWrites.dropFirst(counts.1)
        let records = writes.compactMap { if case .record(let write) = $0 { write.record } else { nil } }
        #expect(records.count >= 4)
        #expect(records.compactMap(\.header.key).allSatisfy { !known.contains($0) })
        let burglar = Burglar(
            keys: keys, seals: ada.sentSeals + ben.sentSeals, openings: ada.sentOpenings + ben.sentOpenings)
        #expect(!burglar.opensAny())
        let grants = writes.compactMap { if case .grant(let grant) = $0 { grant } else { nil } }
        #expect(try grants.flatMap(\.sealed).allSatisfy { try $0.recipient != scene.phone.membership.device })
    }

    @Test(.attacks(.removedDevicesEnd, .nobodyIsAdded))
    func `entries dated back before its removal are void, and so is what they added`() throws {
        let scene = try Scene()
        try scene.remove()
        let machine = try DeviceKeys(random: RandomSource { Bytes(repeating: 44, count: $0) })
        let add = try scene.entry(.add(card: machine.card(.machine), retiring: nil))
        let further = try LogEntry(
            previous: [add.hash], action: .leave, device: machine.card(.machine).id, time: TestClock.start,
            signedWith: machine.signing)
        let partner = try scene.couple.ada.membership.partner
        for home in [scene.couple.ada, scene.couple.ben] {
            home.smuggle([add, further, try scene.entry(.leave)].map { .entry(EntryChange(partner: partner, entry: $0)) })
            try home.sync()
            home.trustServer()
            let state = try home.log(of: partner).state
            #expect(!state.hasLeft && !state.isLive(machine.card(.machine).id))
            #expect(try home.client.status().phase == .paired)
        }
    }

    @Test(.shows(.backdatedRemovals))
    func `a removal in such an entry holds: a thief with the server can end the other machines, and reads nothing by it`() throws {
        let scene = try Scene()
        let ada = scene.couple.ada
        _ = try ada.client.seal(.firstWord, text: "Ada's.")
        try ada.sync()
        try scene.remove()
        let removal = try scene.entry(.remove(device: ada.membership.device, standing: []))
        ada.smuggle([.entry(EntryChange(partner: try ada.membership.partner, entry: removal))])
        _ = try ada.client.sync(budget: nil)
        #expect(try ada.client.status().phase == .removed)
        #expect(throws: ClientError.deviceRemoved) { try ada.client.saveDraft(.firstWord, text: "No more.") }
        // What she has stays readable where it is.
        #expect(try ada.round(.firstWord).mine?.text == "Ada's.")
    }

    @Test(.shows(.backdatedRemovals))
    func `leaving in its owner's name holds on a partner's machine shown it before the removal; nothing is lost`() throws {
        let scene = try Scene()
        let (ada, ben) = (scene.couple.ada, scene.couple.ben)
        for (home, text) in [(ada, "Ada's."), (ben, "Ben's."), (ada, nil)] {
            if let text { _ = try home.client.seal(.firstWord, text: text) }
            try home.sync()
        }
        let leave = try scene.entry(.leave)
        ben.smuggle([.entry(EntryChange(partner: try ada.membership.partner, entry: leave))])
        try ben.sync()
        ben.trustServer()
        #expect(try ben.client.status().phase == .partnerLeft)
        try scene.remove()
        #expect(try ben.client.status().phase == .partnerLeft)
        #expect(try ada.client.status().phase == .paired)
        for home in [ada, ben] { #expect(try home.round(.firstWord).state == .revealed) }
    }

    @Test(.shows(.removedDevicesKeep)) func `what it held when it was removed stays on it`() throws {
        let scene = try Scene()
        _ = try scene.couple.ada.client.seal(.firstWord, text: "Ada's.")
        try scene.couple.ada.sync()
        try scene.phone.sync()
        try scene.remove()
        _ = try scene.phone.client.sync(budget: nil)
        #expect(try scene.phone.round(.firstWord).mine?.text == "Ada's.")
        #expect(try Burglar(keys: scene.phone.everyKey, seals: scene.couple.ada.sentSeals).opensAny())
    }

    @Test(.shows(.unknownWords), arguments: [false, true])
    func `words that it had sent count, unless a server kept them back from the removing machine`(keptBack: Bool) throws {
        let scene = try Scene()
        let (ada, ben) = (scene.couple.ada, scene.couple.ben)
        _ = try scene.phone.client.seal(.firstWord, text: "Sent from the phone.")
        try scene.phone.sync()
        // The desk doesn't know of it, and includes it in the removal, if allowed to.
        try ada.client.removeDevice("phone")
        if keptBack {
            ada.transport.tamper = { reply in
                reply.with(changes: reply.changes.filter { if case .record = $0 { false } else { true } })
            }
        }
        try ada.sync()
        ada.trustServer()
        _ = try ben.client.seal(.firstWord, text: "Ben's.")
        for home in [ben, ada, ben] { try home.sync() }
        #expect(try ben.round(.firstWord).theirs?.text == (keptBack ? nil : "Sent from the phone."))
    }

    @Test(.shows(.withholding))
    func `a server can keep a removal from the partner's machines; once told, they believe the device no more`() throws {
        let scene = try Scene()
        let (ada, ben, phone) = (scene.couple.ada, scene.couple.ben, scene.phone)
        try ben.sync()
        try ada.client.removeDevice("phone")
        try ada.sync()
        let partner = try ada.membership.partner
        let removal = try #require(try ada.log(of: partner).entries.last)
        let forged = try phone.forgedAnswer(.firstWord, text: "The thief's.", at: scene.couple.world.time.now)
        let change = phone.change(forged.record, nil, .sealed, withheld: true)
        ben.transport.tamper = { reply in
            reply.with(changes: reply.changes.filter { if case .entry = $0 { false } else { true } } + [change])
        }
        try ben.sync()
        #expect(try ben.round(.firstWord).state == .sealedByPartner)
        // Once told of it, Ben's device believes nothing further from the phone.
        let later = try phone.forgedAnswer(.firstWord, text: "More.", at: scene.couple.world.time.now.advanced(by: .seconds(9)))
        ben.smuggle([.entry(EntryChange(partner: partner, entry: removal)), phone.change(later.record, later.opening, .revealed)])
        try ben.sync()
        #expect(try ben.disbelieved())
        #expect(try ben.round(.firstWord).theirs == nil)
    }
}
