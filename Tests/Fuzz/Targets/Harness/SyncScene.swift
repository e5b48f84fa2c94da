import FoundationEssentials
import Models
import ServerCore
import Support
import Wire

/// Two devices that exchange with one server according to an input, and what must hold after each exchange.
final class SyncScene {
    private let store: MemoryStore
    private let server: TestServer
    private var clients: [TestClient]
    private var writers: [SyncWriter]
    private var snapshots: [MemoryState]
    private var promises: SyncPromises

    init() throws {
        let origin = try PairedServer.made.get()
        store = MemoryStore(origin.state)
        snapshots = [origin.state]
        let server = try TestServer(store, limits: PairedServer.limits, seed: 2)
        self.server = server
        let rounds = SeededRandom(seed: 3)
        clients = try [origin.couple.first, origin.couple.second].map { device in
            // With its own random source, so that one input does the same every time.
            var partner = try TestPartner(random: SeededRandom(seed: 4), on: device.partner.device)
            partner.log = device.partner.log
            partner.couple = device.partner.couple
            var client = TestClient(server: server, partner: partner, token: device.token)
            client.cursor = device.cursor
            client.furthest = device.furthest
            return client
        }
        writers = [SyncWriter(random: rounds), SyncWriter(random: SeededRandom(seed: 3))]
        promises = SyncPromises(partners: clients.map(\.partner.id), couple: clients[0].partner.couple)
    }

    func step(_ decisions: inout FuzzInput) throws {
        switch decisions.number(below: 12) {
        case 0: server.clock.advance(seconds: Int64(decisions.octet()))
        case 1: snapshots.append(store.snapshot())
        case 2:
            store.restore(decisions.element(of: snapshots) ?? store.snapshot())
            server.forget()
            promises.forgetFrozen()
        default: try exchange(&decisions)
        }
    }

    /// Sends a complete request unchanged.
    func send(_ request: SyncRequest) throws {
        for caller in clients.indices { try send(request, by: caller) }
    }

    private func exchange(_ decisions: inout FuzzInput) throws {
        let caller = decisions.number(below: 2)
        let now = server.clock.now
        var writes: [Write] = []
        for _ in 0..<decisions.number(below: 4) {
            let write = try writers[caller].write(&decisions, by: &clients[caller].partner, other: writers[1 - caller], now: now)
            if let write { writes.append(write) }
        }
        let plain = clients[caller].request(writes, offering: decisions.number(below: 8) == 1)
        try send(presented(plain, &decisions, other: clients[1 - caller]), by: caller)
    }

    /// The request, occasionally with a point that doesn't belong, or changed in transit.
    private func presented(_ request: SyncRequest, _ decisions: inout FuzzInput, other: TestClient) throws -> SyncRequest {
        switch decisions.number(below: 16) {
        case 0: return SyncRequest(cursor: nil, furthest: request.furthest, offering: request.offering, writes: request.writes)
        case 1:
            return SyncRequest(
                cursor: other.cursor, furthest: other.furthest, offering: request.offering, writes: request.writes)
        case 2, 3:
            let tree = try WireJSON.decode(JSONTree.self, from: WireJSON.encode(request))
            let changed = try WireJSON.encode(tree.tampered(by: &decisions))
            return (try? WireJSON.decode(SyncRequest.self, from: changed)) ?? request
        default: return request
        }
    }

    private func send(_ request: SyncRequest, by caller: Int) throws {
        let client = clients[caller]
        do {
            let response = try waiting { [server] in try await server.exchange.sync(request, token: client.token) }
            try require(response.outcomes.count == request.writes.count, "each write has its outcome")
            if zip(request.writes, response.outcomes).contains(where: { $0.isPair && $1 == .applied }) { promises.forgetFrozen() }
            try promises.check(response, for: caller, in: store)
            clients[caller].take(response)
        } catch let problem as Problem {
            try require(problem.code != .internalError, "the server meets nothing unforeseen")
            if problem.code == .historyChanged { clients[caller].forgetHistory() }
        }
        try promises.check(store)
    }
}

extension Write {
    fileprivate var isPair: Bool { if case .pair = self { true } else { false } }
}
