import Models
import PostgresStore
import SQLiteStore
import ServerCore
import Support
import Wire

/// The couples whose devices send the load: founded in a data folder before a server opens it.
struct Callers {
    /// The request that a caller repeats.
    enum Errand: String, Hashable, CaseIterable {
        case nothingNew = "nothing-new"
        /// A seal without its opening, as in handshake mode.
        case seal
        /// A seal with its opening, as in escrow mode.
        case sealWithOpening = "seal-with-opening"
    }

    /// How many call at once, where it's many.
    static let many = 64

    /// One partner of each of many couples that have nothing yet.
    private(set) var clients: [TestClient] = []
    /// Couples in which both have that many records that both may read.
    private(set) var sharing: [Int: TestCouple] = [:]
    /// A couple with that many answers, all revealed.
    private(set) var revealing: [Int: TestCouple] = [:]
    private let founding: TestServer

    /// - Parameters:
    ///   - folder: of a store that is created.
    ///   - sizes: of `sharing`.
    ///   - revealed: of `revealing`.
    init(in folder: String, sharing sizes: [Int], revealing revealed: [Int]) async throws {
        let store = try SQLiteStore(folder: folder)
        try await self.init(in: store, sharing: sizes, revealing: revealed)
        try store.close()
    }

    /// - Parameter schema: a new one of PostgreSQL.
    init(inSchema schema: String, sharing sizes: [Int] = []) async throws {
        let store = try PostgresStore(TestPostgres.database(schema: schema))
        try await self.init(in: store, sharing: sizes, revealing: [])
        store.close()
    }

    private init(in store: some Store, sharing sizes: [Int], revealing revealed: [Int]) async throws {
        founding = try TestServer(store, limits: Self.limits, clock: TestClock(Bench.now()))
        for seed in 0..<Self.many { clients.append(try await founding.couple(CouplePlan(seed: UInt64(seed))).first) }
        for size in sizes {
            sharing[size] = try await couple(seed: size) { couple, _ in [[try couple.first.shared(at: couple.now)], []] }
        }
        for size in revealed {
            revealing[size] = try await couple(seed: size + 1) { couple, _ in
                let round = couple.round()
                return try [couple.first, couple.second].map { [try $0.partner.seal(round, at: couple.now)] }
            }
        }
    }

    /// - Parameters:
    ///   - seed: also the number of records.
    ///   - writes: makes one or two records, as writes of the first and of the second.
    private func couple(seed: Int, writes: (TestCouple, Int) throws -> [[Write]]) async throws -> TestCouple {
        var couple = try await founding.couple(CouplePlan(seed: UInt64(1_000 + seed)))
        var count = 0
        while count < seed - seed % 2 {
            var batch: [[Write]] = [[], []]
            while count < seed - seed % 2, batch[0].count < 200 {
                for (side, made) in try writes(couple, count).enumerated() {
                    batch[side] += made
                    count += made.count
                }
            }
            try await couple.first.pull(batch[0])
            try await couple.second.pull(batch[1])
        }
        try await couple.first.pull()
        return couple
    }

    /// The defaults, except for limits that would end a long measurement.
    static var limits: Limits {
        Limits(
            recordsPerPartner: .max / 2, bytesPerPartner: .max / 2, requestsPerMinute: 600_000_000,
            anonymousRequestsPerMinute: 600_000_000, tokenSeconds: 24 * 3600)
    }
}

// MARK: - Scripts
extension Callers {
    /// - Parameters:
    ///   - count: the number of callers.
    ///   - length: the number of different requests for each caller, if they write.
    private mutating func scripts(_ errand: Errand, count: Int, length: Int, from server: Child) throws -> [Script] {
        let socket = try Socket(port: server.port)
        return try (0..<count).map { index in
            try clients[index].catchUp(through: socket)
            return try script(errand, of: clients[index], length: length)
        }
    }

    /// Moves every caller's cursors to the end of their feed.
    mutating func catchUp(with server: DataServer) throws {
        let socket = try Socket(port: server.child.port)
        for index in clients.indices { try clients[index].catchUp(through: socket) }
    }

    /// - Parameters:
    ///   - count: the number of callers.
    ///   - servers: on the same data; each gets its share of the callers.
    mutating func load(
        _ errand: Errand, count: Int, _ plan: Plan, on servers: [DataServer], _ database: DatabaseProcesses? = nil
    ) throws -> Load {
        let length = count == 1 ? plan.requests * 16 : plan.requests
        return try LoadGenerator(
            servers: servers.map(\.child), scripts: try scripts(errand, count: count, length: length, from: servers[0].child),
            warmUp: plan.warmUp, duration: plan.duration, database: database, commits: { servers[0].commits }
        ).run()
    }

    private func script(_ errand: Errand, of client: TestClient, length: Int) throws -> Script {
        let repeats = errand == .nothingNew
        let requests = try (0..<(repeats ? 1 : length)).map { _ in client.request(try writes(for: errand, by: client)) }
        return Script(
            requests: try requests.map { try PreparedRequest($0, token: client.token) }, repeats: repeats,
            expected: Bytes((repeats ? #""changes":[]"# : #"[{"result":"applied"}]"#).utf8), hasCursors: true)
    }

    private func writes(for errand: Errand, by client: TestClient) throws -> [Write] {
        let now = founding.clock.now
        switch errand {
        case .nothingNew: return []
        case .seal: return [.record(RecordWrite(record: try client.partner.answer(founding.random.value(), at: now)))]
        case .sealWithOpening: return [try client.partner.seal(founding.random.value(), at: now)]
        }
    }
}

extension TestClient {
    /// Moves the cursors to the end of the feed, and discards what comes.
    ///
    /// - Returns: the number of changes that came.
    @discardableResult
    mutating func catchUp(through socket: Socket) throws -> Int {
        var count = 0
        var more = true
        while more {
            let response = try socket.sync(request([]), token: token)
            follow(response)
            more = response.more
            count += response.changes.count
        }
        return count
    }

    /// Keeps the cursors of a reply, and nothing else.
    mutating func follow(_ response: SyncResponse) { (cursor, furthest) = (response.cursor, response.furthest) }

    /// A new record of 256 octets that both may read.
    func shared(at time: Instant) throws -> Write { .record(RecordWrite(record: try partner.record(.shared, at: time))) }
}
