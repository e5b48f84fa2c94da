import ClientCore
import FoundationEssentials
import Models
import ServerCore
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("A server that brings in somebody else", .onOwnThreads)
struct StrangersTests {
    private struct Invited {
        let world: World
        let ada: TestHome
        let code: PaperCode

        init() throws {
            world = try World()
            ada = try TestHome(world, seed: 1)
            try ada.client.initialise(name: "Ada", deviceName: "desk", server: ServerSetting(parsing: World.address))
            code = try PaperCode(parsing: ada.client.invite().text)
        }

        var box: Blob { get throws { try #require(try ada.membership.invitation?.box) } }
    }

    enum Proof: String, CaseIterable, Sendable { case none, junk, ofAnotherCode, ofAnotherBox, ofAnotherJoiner, ofTheLocator }

    @Test(.attacks(.nobodyIsAdded, .nobodyStandsBetween), arguments: Proof.allCases)
    func `a joiner without the code is no partner, whatever proof the server makes up`(_ kind: Proof) throws {
        let scene = try Invited()
        var mallory = try TestPartner(random: SeededRandom(seed: 9))
        mallory.couple = try scene.ada.membership.couple
        _ = try mallory.append(.pair(partner: scene.ada.membership.partner))
        let other = PaperCode(
            kind: .invitation, host: "127.0.0.1", port: 8420, isPlain: true, isPinned: false,
            random: RandomSource { Bytes(repeating: 3, count: $0) })
        let box = try scene.box
        let proof: Blob =
            switch kind {
            case .none: .empty
            case .junk: Blob(Bytes(repeating: 7, count: 32))
            case .ofAnotherCode: other.keys.joinProof(box: box, joiner: mallory.id)
            case .ofAnotherBox: scene.code.keys.joinProof(box: Blob(box.bytes.reversed()), joiner: mallory.id)
            case .ofAnotherJoiner: scene.code.keys.joinProof(box: box, joiner: try scene.ada.membership.partner)
            case .ofTheLocator: Blob(scene.code.keys.locator.bytes)
            }
        let join = JoinChange(locator: scene.code.keys.locator, partner: mallory.id, proof: proof)
        scene.ada.smuggle(mallory.log.entries.map { .entry(EntryChange(partner: mallory.id, entry: $0)) } + [.joined(join)])
        try scene.ada.sync()
        scene.ada.trustServer()
        #expect(try scene.ada.client.status().phase == .waiting)
        #expect(try scene.ada.disbelieved())
        #expect(try scene.ada.client.fingerprint() == nil)
        // The person the code was meant for can still join.
        let ben = try TestHome(scene.world, seed: 2)
        try ben.client.join(scene.code, name: "Ben", deviceName: "laptop")
        try scene.ada.sync()
        #expect(try scene.ada.client.fingerprint() == ben.client.fingerprint())
        #expect(try scene.ada.client.fingerprint() != nil)
    }

    enum Junk: String, CaseIterable, Sendable { case strangersEntry, unsigned, underAnotherName, reversed, doubled, keys, all }

    @Test(.attacks(.nothingIsLost, .nobodyIsAdded), arguments: Junk.allCases)
    func `junk before, among or after a joiner's entries does not keep them out`(_ junk: Junk) throws {
        let scene = try Invited()
        let ben = try TestHome(scene.world, seed: 2)
        try ben.client.join(scene.code, name: "Ben", deviceName: "laptop")
        let id = try ben.membership.partner
        let mallory = try TestPartner(random: SeededRandom(seed: 9))
        let log = try ben.log(of: id)
        let device = try ben.membership.device
        func has(_ kind: Junk) -> Bool { junk == kind || junk == .all }
        var before: [Change] = []
        if has(.strangersEntry) { before += mallory.log.entries.map { .entry(EntryChange(partner: id, entry: $0)) } }
        if has(.unsigned) {
            for action in [LogAction.leave, .remove(device: device, standing: [])] {
                let entry = try LogEntry(
                    previous: log.tips, action: action, device: device, time: TestClock.start,
                    signedWith: mallory.device.signing)
                before.append(.entry(EntryChange(partner: id, entry: entry)))
            }
        }
        if has(.underAnotherName) { before += log.entries.map { .entry(EntryChange(partner: mallory.id, entry: $0)) } }
        if has(.keys) {
            var mask = mallory
            mask.couple = try ben.membership.couple
            before += try [KeyPurpose.couple, .coupleSeed].map { .grant(try mask.grant($0, to: [scene.ada.membership.device])) }
        }
        let smuggled = before
        scene.ada.transport.tamper = { reply in
            let reply = has(.reversed) ? reply.with(changes: reply.changes.reversed()) : reply
            return reply.with(changes: smuggled + reply.changes + (has(.doubled) ? reply.changes : []))
        }
        try scene.ada.sync()
        scene.ada.trustServer()
        for home in [scene.ada, ben, scene.ada] { try home.sync() }
        #expect(try scene.ada.client.status().phase == .paired)
        #expect(try scene.ada.client.fingerprint() == ben.client.fingerprint())
        _ = try scene.ada.client.seal(.firstWord, text: "Ada's.")
        _ = try ben.client.seal(.firstWord, text: "Ben's.")
        for home in [scene.ada, ben, scene.ada] { try home.sync() }
        #expect(try scene.ada.round(.firstWord).theirs?.text == "Ben's.")
    }

    enum Forgery: String, CaseIterable, Sendable { case box, otherBox, otherLog, longerLog, emptyLog, otherKind }

    @Test(.attacks(.nobodyStandsBetween), arguments: Forgery.allCases)
    func `an invitation's box and log are those of whoever made the code, or nothing is sent`(_ forgery: Forgery) throws {
        let scene = try Invited()
        let ben = try TestHome(scene.world, seed: 2)
        let mallory = try TestPartner(random: SeededRandom(seed: 9))
        let other = PaperCode(
            kind: .invitation, host: "127.0.0.1", port: 8420, isPlain: true, isPinned: false,
            random: RandomSource { Bytes(repeating: 3, count: $0) })
        let forged = try other.keys.encryptBox([123, 125], random: RandomSource { Bytes(repeating: 3, count: $0) })
        ben.transport.rewrite = { route, reply in
            guard route == .readBox, let read = try? WireJSON.decode(BoxReadResponse.self, from: Data(reply.body)) else {
                return reply
            }
            var (box, log) = (read.box, read.log)
            switch forgery {
            case .box: box = Blob(box.bytes.reversed())
            case .otherBox: box = forged
            case .otherLog: log = mallory.log.entries
            case .longerLog: log += mallory.log.entries
            case .emptyLog: log = []
            case .otherKind: (box, log) = (forged, mallory.log.entries)
            }
            let made = BoxReadResponse(kind: forgery == .otherKind ? .kit : read.kind, box: box, log: log, time: read.time)
            return TransportReply(status: 200, body: Bytes((try? WireJSON.encode(made)) ?? Data()))
        }
        #expect(throws: ClientError.codeNotGenuine) { try ben.client.join(scene.code, name: "Ben", deviceName: "laptop") }
        #expect(ben.transport.transcript.map(\.route) == [.readBox])
        #expect(throws: ClientError.notInitialised) { try ben.client.status() }
        ben.trustServer()
        try ben.client.join(scene.code, name: "Ben", deviceName: "laptop")
    }

    @Test(.attacks(.nobodyStandsBetween, .nobodyIsAdded), arguments: [true, false], [true, false])
    func `whose a code is, its box says, not the server that signs it in`(kit: Bool, couple changesCouple: Bool) throws {
        let couple = try TestPair()
        let printed = try kit ? couple.ada.client.makeKit(replacing: false) : couple.ada.client.link()
        let code = try PaperCode(parsing: printed.text)
        let fresh = try TestHome(couple.world, seed: 30)
        let (ben, other) = (try couple.ben.membership.partner, CoupleID(validated: Bytes(repeating: 8, count: 32)))
        fresh.transport.rewrite = { route, reply in
            guard route == .session, let session = try? WireJSON.decode(SessionResponse.self, from: Data(reply.body)),
                let body = try? WireJSON.encode(
                    SessionResponse(
                        token: session.token, expires: session.expires, time: session.time,
                        couple: changesCouple ? other : session.couple, partner: changesCouple ? session.partner : ben))
            else { return reply }
            return TransportReply(status: 200, body: Bytes(body))
        }
        let enlist = { try kit ? fresh.client.recover(code, deviceName: "new") : fresh.client.useLink(code, deviceName: "new") }
        #expect(throws: ClientError.codeNotGenuine) { try enlist() }
        #expect(throws: ClientError.notInitialised) { try fresh.client.status() }
        #expect(fresh.sentWrites.isEmpty)
        fresh.trustServer()
        try enlist()
        #expect(try fresh.membership.partner == couple.ada.membership.partner)
    }

    @Test(.attacks(.nobodyIsAdded, .nobodyStandsBetween))
    func `a log that the server made up for a code's owner enlists nobody`() throws {
        let couple = try TestPair()
        let code = try PaperCode(parsing: couple.ada.client.makeKit(replacing: false).text)
        let card = try code.keys.device().card(.kit)
        var mallory = try TestPartner(random: SeededRandom(seed: 9))
        _ = try mallory.append(.add(card: card, retiring: nil))
        let ada = try couple.ada.membership.partner
        for name in [ada, mallory.id] {
            let fresh = try TestHome(couple.world, seed: 31)
            fresh.transport.tamper = { reply in
                reply.with(changes: mallory.log.entries.map { .entry(EntryChange(partner: name, entry: $0)) })
            }
            #expect(throws: ClientError.codeNotGenuine) { try fresh.client.recover(code, deviceName: "new") }
            #expect(fresh.sentWrites.isEmpty)
        }
    }
}
