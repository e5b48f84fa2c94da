import Catalogue
import ClientCore
import FoundationEssentials
import LocalStore
import Models
import Support
import TestTraits
import Testing
import Wire

@Suite("A server that claims what nobody signed", .onOwnThreads)
struct ClaimsTests {
    /// The requests that are refused.
    private static let routes: [Route] = [.sync, .session]
    private static let endings: [ErrorCode] = [.deviceRemoved, .partnerLeft]

    private static func refuse(_ home: TestHome, _ refused: Route, _ code: ErrorCode, proof: [LogEntry]? = nil) {
        home.transport.rewrite = { route, reply in
            guard route == refused else { return reply }
            let problem = Problem(status: 403, code: code, title: "No.", entries: proof)
            return TransportReply(status: 403, body: Bytes((try? WireJSON.encode(problem)) ?? Data()))
        }
    }

    @Test(.attacks(.nothingIsLost, .serverForgesNothing), arguments: routes, endings)
    func `ends no machine and no couple by its word: what is written goes on, and goes out once it is honest`(
        route: Route, code: ErrorCode
    ) throws {
        let couple = try TestPair()
        let ada = couple.ada
        // Past the token's expiry, so that it signs in.
        couple.world.time.advance(seconds: 1_000)
        Self.refuse(ada, route, code)
        for _ in 0..<2 {
            let stopped = try ada.client.sync(budget: nil).stopped
            guard case .problem(let problem)? = stopped, problem.code == code else {
                Issue.record("\(String(describing: stopped))")
                continue
            }
        }
        #expect(try ada.client.status().phase == .paired)
        #expect(try ada.client.findings(after: nil).contains(.phase(.paired)))
        _ = try ada.client.seal(.firstWord, text: "Ada's.")
        ada.trustServer()
        try ada.sync()
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's.")
        try couple.ben.sync()
        #expect(try couple.ben.round(.firstWord).theirs?.text == "Ada's.")
    }

    @Test(.attacks(.serverForgesNothing), arguments: endings)
    func `nor by a proof that a partner signed, or that is of another device`(code: ErrorCode) throws {
        let couple = try TestPair()
        let (ada, ben) = (couple.ada, couple.ben)
        let tips = try ada.log(of: ada.membership.partner).tips
        let action: LogAction =
            code == .partnerLeft ? .leave : .remove(device: try ada.membership.device, standing: [])
        Self.refuse(ada, .sync, code, proof: [try ben.entry(action, previous: tips), try ben.entry(.leave)])
        _ = try ada.client.sync(budget: nil)
        #expect(try ada.client.status().phase == .paired)
        ada.trustServer()
        try ada.sync()
    }

    @Test(.attacks(.nothingIsLost)) func `a machine that took a server's word for its end in an earlier version goes on`() throws {
        let couple = try TestPair()
        for phase in [MembershipPhase.removed, .left] {
            var membership = try couple.ada.membership
            membership.phase = phase
            let stored = Bytes(try WireJSON.encode(membership))
            try couple.ada.store.write { try $0.setValue(stored, for: "membership") }
            try couple.ada.sync()
            #expect(try couple.ada.client.status().phase == .paired)
        }
    }

    @Test func `a machine that was removed is shown who signed that, also where much of the log is new to it`() throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        for seed in UInt64(10)..<14 { _ = try couple.linkSecondDevice(seed: seed) }
        try couple.ada.client.removeDevice(phone.membership.device.short)
        try couple.ada.sync()
        #expect(throws: ClientError.deviceRemoved) { try phone.sync() }
        #expect(try phone.client.status().phase == .removed)
        let partner = try phone.membership.partner
        #expect(try !phone.log(of: partner).state.isLive(phone.membership.device))
    }

    @Test(.attacks(.nothingIsLost))
    func `that something else stands in its place is no reason to give up words, unless it is shown`() throws {
        let couple = try TestPair()
        let ada = couple.ada
        _ = try ada.client.addPledge("Walk.", from: .init(number: 20_605), through: .init(number: 20_612))
        ada.transport.rewrite = { route, reply in
            guard route == .sync, var response = try? WireJSON.decode(SyncResponse.self, from: Data(reply.body)) else {
                return reply
            }
            response = SyncResponse(
                time: response.time, outcomes: response.outcomes.map { _ in .superseded }, changes: response.changes,
                cursor: response.cursor, furthest: response.furthest, more: response.more)
            return TransportReply(status: 200, body: Bytes((try? WireJSON.encode(response)) ?? Data()))
        }
        _ = try ada.client.sync(budget: nil)
        #expect(try ada.client.pledges().map(\.text) == ["Walk."])
        ada.trustServer()
        try ada.sync()
        try couple.ben.sync()
        #expect(try couple.ben.client.pledges().map(\.text) == ["Walk."])
    }
}
