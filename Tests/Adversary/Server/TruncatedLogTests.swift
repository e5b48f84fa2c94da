import ClientCore
import FoundationEssentials
import Models
import ServerCore
import Support
import TestTraits
import Testing
import Vault
import Wire

/// A log without its last entries is valid: it only lacks who was removed, or who joined.
@Suite("A server that hands out logs without their last entries", .onOwnThreads)
struct TruncatedLogTests {
    /// Ada alone, with a device that was stolen and removed, and an open invitation.
    private struct Invited {
        let world: World
        let ada: TestHome
        let phone: TestHome
        let code: PaperCode

        init() throws {
            world = try World()
            ada = try TestHome(world, seed: 1)
            try ada.client.initialise(name: "Ada", deviceName: "desk", server: ServerSetting(parsing: World.address))
            phone = try TestHome(world, seed: 3)
            try phone.client.useLink(PaperCode(parsing: ada.client.link().text), deviceName: "phone")
            try ada.sync()
            try ada.client.removeDevice("phone")
            try ada.sync()
            code = try PaperCode(parsing: ada.client.invite().text)
        }
    }

    // MARK: Joining

    @Test(.attacks(.nobodyIsAdded, .removedDevicesEnd), arguments: 1...3)
    func `a joiner takes no log that lacks what the invitation's box names, and joins once it is whole`(missing: Int) throws {
        let scene = try Invited()
        let ben = try TestHome(scene.world, seed: 2)
        ben.transport.rewrite = { route, reply in
            guard route == .readBox, let box = try? WireJSON.decode(BoxReadResponse.self, from: Data(reply.body)),
                let cut = try? WireJSON.encode(
                    BoxReadResponse(kind: box.kind, box: box.box, log: Array(box.log.dropLast(missing)), time: box.time))
            else { return reply }
            return TransportReply(status: 200, body: Bytes(cut))
        }
        #expect(throws: ClientError.codeNotGenuine) {
            try ben.client.join(scene.code, name: "Ben", deviceName: "laptop")
        }
        #expect(throws: ClientError.notInitialised) { try ben.client.status() }
        ben.trustServer()
        try ben.client.join(scene.code, name: "Ben", deviceName: "laptop")
        try scene.ada.sync()
        #expect(try ben.client.fingerprint() == scene.ada.client.fingerprint())
        let thief = try scene.phone.membership.device
        let grants = try scene.world.store.read { $0.grants(of: try ben.membership.couple) }
        let couples = grants.filter { $0.grant.purpose.isShared && $0.side == .joiner }
        #expect(!couples.isEmpty)
        #expect(couples.allSatisfy { row in !row.grant.sealed.contains { $0.recipient == thief } })
    }

    // MARK: Codes on paper

    /// Truncates a partner's log in every sync reply.
    private func cut(_ home: TestHome, _ log: [LogEntry], of partner: PartnerID, to count: Int) {
        let kept = Set(log.prefix(count).map(\.hash))
        home.transport.tamper = { reply in
            reply.with(
                changes: reply.changes.filter {
                    if case .entry(let change) = $0, change.partner == partner { kept.contains(change.entry.hash) } else { true }
                })
        }
    }

    @Test(.attacks(.nobodyIsAdded, .nothingIsLost), arguments: [CodeKind.link, .kit])
    func `whoever types a link code or kit takes no log of theirs that ends before the code, and is in once it is whole`(
        kind: CodeKind
    ) throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        _ = try couple.ada.client.seal(.firstWord, text: "Ada's.")
        try couple.ada.sync()
        try couple.ada.client.removeDevice("phone")
        try couple.ada.sync()
        let text = try kind == .link ? couple.ada.client.link().text : couple.ada.client.makeKit(replacing: false).text
        let code = try PaperCode(parsing: text)
        let ada = try couple.ada.membership.partner
        let log = try couple.ada.log(of: ada).entries
        func enlist(_ home: TestHome) throws {
            kind == .link
                ? try home.client.useLink(code, deviceName: "tablet") : try home.client.recover(code, deviceName: "tablet")
        }
        for count in 0..<log.count {
            let fresh = try TestHome(couple.world, seed: 20 + UInt64(count))
            cut(fresh, log, of: ada, to: count)
            #expect(throws: ClientError.codeNotGenuine, "\(count) of \(log.count)") { try enlist(fresh) }
            #expect(throws: ClientError.notInitialised) { try fresh.client.status() }
        }
        // Nor one whose partner is unknown, or who has none.
        let ben = try couple.ben.membership.partner
        let other = try TestHome(couple.world, seed: 40)
        cut(other, try couple.ada.log(of: ben).entries, of: ben, to: 0)
        #expect(throws: ClientError.codeNotGenuine) { try enlist(other) }

        let tablet = try TestHome(couple.world, seed: 41)
        try enlist(tablet)
        #expect(try tablet.client.show(.firstWord).rounds[0].mine?.text == "Ada's.")
        let removed = try phone.membership.device
        #expect(try tablet.client.devices().first { $0.id == removed }?.isLive == false)
    }

    @Test(.shows(.withholding))
    func `what came after a kit was printed, its holder cannot miss at once, and takes from any machine later`() throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        let kit = try PaperCode(parsing: couple.ada.client.makeKit(replacing: false).text)
        let ada = try couple.ada.membership.partner
        let before = try couple.ada.log(of: ada).entries.count
        try couple.ada.client.removeDevice("phone")
        try couple.ada.sync()
        let device = try phone.membership.device
        let fresh = try TestHome(couple.world, seed: 7)
        cut(fresh, try couple.ada.log(of: ada).entries, of: ada, to: before)
        // The branch that it signs is valid; a server may serve it for as long as it likes.
        let refusal = #expect(throws: ClientError.self) { try fresh.client.recover(kit, deviceName: "new") }
        guard case .problem(let problem)? = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        #expect(problem.code == .logMoved)
        fresh.trustServer()
        try fresh.client.recover(kit, deviceName: "new")
        try fresh.sync()
        try couple.ada.sync()
        try fresh.sync()
        for home in [fresh, couple.ada] {
            #expect(try home.client.devices().first { $0.id == device }?.isLive == false)
        }
    }

    // MARK: Signing in

    @Test(.attacks(.removedDevicesEnd), arguments: StoreKind.allCases)
    func `a removed machine signs in to a couple that is known with no log that lacks its removal`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        let server = couple.first.server
        let stolen = try await couple.first.linked()
        try await couple.first.pull()
        let thief = stolen.partner
        let removal = LogAction.remove(device: thief.device.id, standing: [])
        try await couple.first.pull([couple.first.partner.append(removal)])
        for count in 0...thief.log.entries.count {
            let logs = [Array(thief.log.entries.prefix(count)), couple.second.partner.log.entries].filter { !$0.isEmpty }
            await #expect(throws: Problem.self) { try await server.signIn(thief, logs: logs) }
        }
        await #expect(throws: Problem.of(.deviceRemoved)) { try await server.signIn(thief, logs: [thief.log.entries]) }
        try await couple.first.pull()
    }

    @Test(.attacks(.removedDevicesEnd), arguments: StoreKind.allCases, [false, true])
    func `at a server that lost everything it does so until anybody comes who knows better, and not a moment longer`(
        _ kind: StoreKind, byPartner: Bool
    ) async throws {
        var couple = try await StoreKind.memory.server().couple()
        let stolen = try await couple.first.linked()
        try await couple.first.pull()
        let thief = stolen.partner
        let removal = LogAction.remove(device: thief.device.id, standing: [])
        try await couple.first.pull([couple.first.partner.append(removal)])
        try await couple.second.pull()

        let server = try kind.server()
        let logs = [thief.log.entries, couple.second.partner.log.entries]
        var back = try await server.client(thief, logs: logs)
        try await back.pull()
        let owner = couple.first.partner
        let offered = owner.offeredLog
        var other = try await server.client(
            byPartner ? couple.second.partner : owner, logs: [owner.log.entries, couple.second.partner.log.entries])
        try await other.pull(offered, offering: true)
        await #expect(throws: Problem.self) { try await back.pull() }
        await #expect(throws: Problem.of(.deviceRemoved)) { try await server.signIn(thief, logs: logs) }
    }
}
