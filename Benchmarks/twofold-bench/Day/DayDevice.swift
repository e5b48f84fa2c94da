import FoundationEssentials
import Models
import Support
import Wire

/// A partner's device during the day. A command opens a connection and closes it again, as `twofold` does.
final class DayDevice {
    enum Kind: Int, CaseIterable {
        case challenge, session, news, write
    }

    /// A write that the server has acknowledged, or may have received.
    struct Written {
        let id: RecordID
        let isAnswer: Bool
        let signature: Signature
        var isAcknowledged = false
    }

    private(set) var client: TestClient
    private(set) var written: [Written] = []
    private(set) var socket: Socket?
    /// When the present request was sent, and which it is.
    private(set) var sent = ContinuousClock.now
    private(set) var kind = Kind.news
    /// The second of the day at which the present token is too old.
    private var tokenEnds = -1.0
    private var writes: [Write] = []
    private let round: RoundID

    /// - Parameter round: which both partners answer today.
    init(_ client: TestClient, round: RoundID) {
        self.client = client
        self.round = round
    }

    /// Sends the first request.
    ///
    /// - Parameter second: of the day.
    func begin(_ command: Itinerary.Command, at second: Double, port: Int) throws {
        switch command {
        case .look, .open: writes = []
        case .answer: writes = [try client.partner.seal(round, at: Bench.now())]
        case .react: writes = [try client.shared(at: Bench.now())]
        }
        for case .record(let write) in writes {
            written.append(
                Written(id: write.record.header.id, isAnswer: command == .answer, signature: write.record.signature))
        }
        socket = try Socket(port: port)
        if second < tokenEnds {
            // It has to learn the server's time before it can stamp what it writes.
            try sync([])
        } else {
            try post(.challenge, ChallengeRequest(device: client.partner.device.id), .challenge)
        }
    }

    /// Reads what has arrived; sends the next request, if there is one.
    ///
    /// - Returns: whether a reply was complete, and whether the command is over.
    func proceed(at second: Double) throws -> (hasReplied: Bool, isOver: Bool) {
        guard let body = try socket?.receive({ Data($0) }) else { return (false, false) }
        let latency = ContinuousClock.now - sent
        defer { lastLatency = latency }
        switch kind {
        case .challenge:
            let challenge = try WireJSON.decode(ChallengeResponse.self, from: body).challenge
            try post(.session, answer(challenge), .session)
        case .session:
            client.token = try WireJSON.decode(SessionResponse.self, from: body).token
            tokenEnds = second + Double(Limits().tokenSeconds) - 30
            try sync(writes)
        case .news, .write:
            let response = try WireJSON.decode(SyncResponse.self, from: body)
            client.follow(response)
            if kind == .write {
                guard response.outcomes.allSatisfy({ $0 == .applied }) else { throw BenchError("A write was refused.") }
                for index in written.indices.suffix(writes.count) { written[index].isAcknowledged = true }
                writes = []
            }
            guard response.more || !writes.isEmpty else {
                socket = nil
                return (true, true)
            }
            try sync(response.more ? [] : writes)
        }
        return (true, false)
    }

    /// From sending the last request that was answered to having the whole reply.
    private(set) var lastLatency = Duration.zero

    /// Gives up the present command.
    func giveUp() { socket = nil }

    private func sync(_ writes: [Write]) throws {
        kind = writes.isEmpty ? .news : .write
        try send(try PreparedRequest.octets(client.request(writes), token: client.token))
    }

    private func post(_ route: Route, _ document: some Encodable, _ kind: Kind) throws {
        self.kind = kind
        try send(try Self.octets(route, document))
    }

    private func send(_ octets: Bytes) throws {
        sent = .now
        try octets.withUnsafeBytes { try socket?.send($0) }
    }

    private func answer(_ challenge: Challenge) throws -> SessionRequest {
        let partner = client.partner
        return SessionRequest(
            device: partner.device.id, couple: partner.couple, partner: partner.id, challenge: challenge,
            signature: try partner.signature(of: challenge, couple: partner.couple))
    }

    private static func octets(_ route: Route, _ document: some Encodable) throws -> Bytes {
        let body = Bytes(try WireJSON.encode(document))
        let head = """
            POST \(route.rawValue) HTTP/1.1\r
            Host: localhost\r
            Content-Type: application/json\r
            Content-Length: \(body.count)\r
            \r

            """
        return Bytes(head.utf8) + body
    }
}

// MARK: - Check
extension DayDevice {
    /// Looks, as a device would that has nothing, whether everything that the server has acknowledged to either partner is there.
    ///
    /// - Returns: the number of acknowledged writes, and of those that are missing, or should be readable and aren't.
    func check(with other: DayDevice, port: Int) throws -> (acknowledged: Int, missing: Int) {
        let socket = try Socket(port: port)
        let challenge = try WireJSON.decode(
            ChallengeResponse.self,
            from: socket.ask(Self.octets(.challenge, ChallengeRequest(device: client.partner.device.id))))
        let session = try WireJSON.decode(
            SessionResponse.self, from: socket.ask(Self.octets(.session, answer(challenge.challenge))))
        var device = client
        (device.cursor, device.furthest) = (nil, nil)
        var changes: [RecordID: RecordChange] = [:]
        var more = true
        while more {
            let response = try socket.sync(device.request([]), token: session.token)
            device.follow(response)
            for case .record(let change) in response.changes { changes[change.header.id] = change }
            more = response.more
        }
        let acknowledged = (written + other.written).filter(\.isAcknowledged)
        let answers = acknowledged.filter(\.isAnswer)
        let missing = acknowledged.filter { written in
            guard let change = changes[written.id], change.signature == written.signature else { return true }
            return written.isAnswer && answers.count == 2 && (change.body == nil || change.opening == nil)
        }
        return (acknowledged.count, missing.count)
    }
}
