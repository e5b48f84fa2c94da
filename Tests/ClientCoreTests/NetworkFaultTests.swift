import ClientCore
import FoundationEssentials
import Models
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("Whatever the network does, the result is as if nothing had happened", .onOwnThreads)
struct NetworkFaultTests {
    /// Each run loses the reply to, or the request of, the n-th exchange.
    @Test(arguments: 0..<8, [NetworkFault.requestLost, .replyLost])
    func `a lost request or reply at any point changes nothing`(at index: Int, fault: NetworkFault) throws {
        let couple = try TestPair()
        for home in [couple.ada, couple.ben] {
            var count = 0
            home.transport.fault = { _ in
                count += 1
                return count == index + 1 ? fault : .none
            }
        }
        _ = try couple.ada.client.seal(.firstWord, text: "Ada's.")
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's.")
        for _ in 0..<4 {
            _ = try couple.ada.client.sync(budget: nil)
            _ = try couple.ben.client.sync(budget: nil)
        }
        for (home, theirs) in [(couple.ada, "Ben's."), (couple.ben, "Ada's.")] {
            #expect(try home.client.show(.firstWord).rounds.map(\.theirs?.text) == [theirs])
            #expect(try home.client.status().pending == 0)
            #expect(try home.client.history(.firstWord).filter { $0.reason != nil }.isEmpty)
            #expect(try home.client.takeNotices().map(\.notice).filter { $0 != .partnerJoined }.isEmpty)
        }
    }

    @Test(arguments: RevealMode.allCases)
    func `what was sent and not acknowledged is sent again word for word`(mode: RevealMode) throws {
        let couple = try TestPair()
        try couple.ada.client.set(.reveal, to: mode.rawValue)
        // The first exchange states the time, and the second sends.
        var exchanges = 0
        couple.ada.transport.fault = { route in
            exchanges += route == .sync ? 1 : 0
            return exchanges > 1 ? .replyLost : .none
        }
        _ = try couple.ada.client.seal(.firstWord, text: "Ada's.")
        _ = try couple.ada.client.sync(budget: nil)
        couple.world.time.advance(seconds: 3_600)
        couple.ada.transport.fault = { _ in .none }
        try couple.ada.sync()
        let writes = try couple.ada.transport.transcript.filter { $0.route == .sync }.map {
            try WireJSON.decode(SyncRequest.self, from: Data($0.request)).writes.filter {
                if case .record(let write) = $0 { write.record.header.visibility == .sealed } else { false }
            }
        }.filter { !$0.isEmpty }
        #expect(writes.count == 2)
        #expect(writes.first == writes.last)
    }

    @Test(arguments: [NetworkFault.requestLost, .replyLost])
    func `joining goes on where it was after a lost reply`(fault: NetworkFault) throws {
        let world = try World()
        let ada = try TestHome(world, seed: 1)
        let ben = try TestHome(world, seed: 2)
        try ada.client.initialise(name: "Ada", deviceName: "desk", server: ServerSetting(parsing: World.address))
        let code = try PaperCode(parsing: ada.client.invite().text)
        ben.transport.fault = { $0 == .answerBox ? fault : .none }
        #expect(throws: ClientError.self) { try ben.client.join(code, name: "Ben", deviceName: "laptop") }
        ben.transport.fault = { _ in .none }
        try ben.client.join(code, name: "Ben", deviceName: "laptop")
        try ben.sync()
        #expect(try ada.client.hasJoined())
        try ben.sync()
        #expect(try ada.client.fingerprint() == ben.client.fingerprint())
    }

    @Test(arguments: 0..<7, [NetworkFault.requestLost, .replyLost])
    func `linking goes on where it was after a lost request or reply at any point`(at index: Int, fault: NetworkFault) throws {
        let couple = try TestPair()
        let code = try PaperCode(parsing: couple.ada.client.link().text)
        let phone = try TestHome(couple.world, seed: 3)
        var count = 0
        phone.transport.fault = { _ in
            count += 1
            return count == index + 1 ? fault : .none
        }
        do {
            try phone.client.useLink(code, deviceName: "phone")
        } catch {
            guard case .unreachable = error else { throw error }
            do {
                try phone.client.useLink(code, deviceName: "phone")
            } catch {
                guard case .alreadyInitialised = error else { throw error }
            }
        }
        try phone.sync()
        try couple.ada.sync()
        #expect(try couple.ada.client.devices().filter(\.isLive).count == 2)
    }

    @Test func `a machine is linked although each of its requests is sent twice`() throws {
        let couple = try TestPair()
        let phone = try TestHome(couple.world, seed: 3)
        phone.transport.fault = { _ in .sentTwice }
        try phone.client.useLink(PaperCode(parsing: couple.ada.client.link().text), deviceName: "phone")
        try couple.ada.sync()
        try phone.sync()
        #expect(try couple.ada.client.devices().contains { $0.name == "phone" && $0.isLive })
    }

    @Test func `offline, everything can be written, and it all goes out in order`() throws {
        let couple = try TestPair()
        couple.ada.isOffline = true
        _ = try couple.ada.client.seal(.firstWord, text: "One.")
        _ = try couple.ada.client.seal(.firstWord, text: "Two.")
        let asked = try couple.ada.client.ask("What made you laugh today?")
        _ = try couple.ada.client.seal(asked, text: "The dog.")
        try couple.ada.client.skip(.heldBack, undo: false)
        #expect(try couple.ada.client.sync(budget: nil).stopped == .unreachable(.unreachable))
        couple.ada.isOffline = false
        try couple.ada.sync()
        try couple.ben.sync()
        #expect(try couple.ben.client.show(asked).question == "What made you laugh today?")
        #expect(try Set(couple.ben.client.status().waitingForMe) == [.firstWord, asked])
        #expect(try couple.ada.client.show(.firstWord).rounds[0].mine?.text == "Two.")
        #expect(try couple.ada.client.history(.firstWord).map(\.words.text).contains("One."))
    }

    @Test(arguments: [ErrorCode.coupleUnknown, .deviceUnknown])
    func `a server that doesn't know a device in a sync is asked again with its logs`(code: ErrorCode) throws {
        let couple = try TestPair()
        var isLost = true
        couple.ada.transport.rewrite = { route, reply in
            guard route == .sync, isLost, let body = try? WireJSON.encode(Problem(status: 404, code: code, title: "")) else {
                return reply
            }
            isLost = false
            return TransportReply(status: 404, body: Bytes(body))
        }
        _ = try couple.ada.client.seal(.firstWord, text: "Ada's.")
        #expect(try couple.ada.sync().pending == 0)
    }
}
