import Models
import ServerCore
import Support
import Wire

/// One partner of each of many couples, with the requests they send. Each couple is founded, paired and idle.
struct Callers {
    /// The request that a caller repeats.
    enum Errand: String, Hashable, CaseIterable {
        case nothingNew = "nothing-new"
        /// A seal without its opening, as in handshake mode.
        case seal
        /// A seal with its opening, as in escrow mode.
        case sealWithOpening = "seal-with-opening"
    }

    private(set) var clients: [TestClient] = []
    private let server: TestServer
    private let exchange: any Exchange

    /// - Parameters:
    ///   - server: founds the couples.
    ///   - exchange: serves them, on the same store.
    init(count: Int, on server: TestServer, servedBy exchange: any Exchange) async throws {
        self.server = server
        self.exchange = exchange
        for seed in 0..<count { clients.append(try await server.couple(CouplePlan(seed: UInt64(seed))).first) }
    }

    /// - Parameters:
    ///   - count: the number of callers.
    ///   - length: the number of different requests for each caller, if they write.
    mutating func scripts(_ errand: Errand, count: Int, length: Int) async throws -> [Script] {
        var scripts: [Script] = []
        for index in 0..<count {
            try await catchUp(index)
            scripts.append(try script(errand, of: clients[index], length: length))
        }
        return scripts
    }

    /// Moves a caller's cursors to the end of the feed and discards what an earlier load left there.
    private mutating func catchUp(_ index: Int) async throws {
        var more = true
        while more {
            let response = try await exchange.sync(clients[index].request([]), token: clients[index].token)
            clients[index].cursor = response.cursor
            clients[index].furthest = response.furthest
            more = response.more
        }
    }

    private func script(_ errand: Errand, of client: TestClient, length: Int) throws -> Script {
        let repeats = errand == .nothingNew
        let requests = try (0..<(repeats ? 1 : length)).map { _ in client.request(try writes(for: errand, by: client)) }
        return Script(
            requests: try requests.map { try PreparedRequest($0, token: client.token) }, repeats: repeats,
            expected: Bytes((repeats ? #""changes":[]"# : #"[{"result":"applied"}]"#).utf8), hasCursors: true)
    }

    func writes(for errand: Errand, by client: TestClient) throws -> [Write] {
        let now = server.clock.now
        switch errand {
        case .nothingNew: return []
        case .seal: return [.record(RecordWrite(record: try client.partner.answer(server.random.value(), at: now)))]
        case .sealWithOpening: return [try client.partner.seal(server.random.value(), at: now)]
        }
    }
}
