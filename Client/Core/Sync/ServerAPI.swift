import FoundationEssentials
import Models
import Vault
import Wire

/// The exchange as typed calls: encodes, sends, and distinguishes replies from problems.
///
/// Every call throws `unreachable`, `problem` if the server refuses it, `proxy` or `notTwofold` if something else replies.
struct ServerAPI {
    let transport: any Transport

    func challenge(_ request: ChallengeRequest) throws(ClientError) -> ChallengeResponse {
        try post(.challenge, request, token: nil)
    }

    func signIn(_ request: SessionRequest) throws(ClientError) -> SessionResponse { try post(.session, request, token: nil) }

    func sync(_ request: SyncRequest, token: Token) throws(ClientError) -> SyncResponse { try post(.sync, request, token: token) }

    /// The box of a code with its whole log, fetched in as many parts as the server splits it into.
    func readBox(_ locator: Locator) throws(ClientError) -> BoxReadResponse {
        var room = UnverifiedRoom()
        var last: BoxReadResponse = try post(.readBox, BoxReadRequest(locator: locator), token: nil)
        var log: [LogEntry] = []
        while true {
            for entry in last.log { try room.take(entry.encodedSize) }
            log += last.log
            guard last.continues == true, !last.log.isEmpty else { break }
            last = try post(.readBox, BoxReadRequest(locator: locator, from: log.count), token: nil)
        }
        return BoxReadResponse(kind: last.kind, box: last.box, log: log, time: last.time)
    }

    func answerBox(_ request: BoxAnswerRequest) throws(ClientError) -> BoxAnswerResponse {
        try post(.answerBox, request, token: nil)
    }

    func info() throws(ClientError) -> ServerInfo { try decode(send(.server, body: nil, token: nil)) }

    /// Whether the server can serve requests. The body isn't read.
    func ready() throws(ClientError) {
        let reply = try send(.ready, body: nil, token: nil)
        if !(200..<300).contains(reply.status) { throw refusal(reply) }
    }

    private func post<Reply: Decodable>(_ route: Route, _ request: some Encodable, token: Token?) throws(ClientError) -> Reply {
        guard let body = try? WireJSON.encode(request) else { throw .notTwofold }
        return try decode(send(route, body: Bytes(body), token: token))
    }

    private func send(_ route: Route, body: Bytes?, token: Token?) throws(ClientError) -> TransportReply {
        do { return try transport.send(route, body: body, token: token) } catch { throw .unreachable(error) }
    }

    private func decode<Reply: Decodable>(_ reply: TransportReply) throws(ClientError) -> Reply {
        let data = Data(reply.body)
        if (200..<300).contains(reply.status) {
            guard let value = try? WireJSON.decode(Reply.self, from: data) else { throw .notTwofold }
            return value
        }
        throw refusal(reply)
    }

    private func refusal(_ reply: TransportReply) -> ClientError {
        if let problem = try? WireJSON.decode(Problem.self, from: Data(reply.body)) { return .problem(problem) }
        return ProxyReply(status: reply.status).map { .proxy($0) } ?? .notTwofold
    }
}

extension ServerAPI {
    /// Requests a challenge and answers it with the device's signature, on behalf of the partner the device belongs to.
    func signIn(
        as device: DeviceID, of couple: CoupleID, for partner: PartnerID, with keys: DeviceKeys, logs: [[LogEntry]] = [],
        registration: String? = nil, tips: [EntryHash]? = nil
    ) throws(ClientError) -> SessionResponse {
        let challenge = try challenge(ChallengeRequest(device: device)).challenge
        let content = challenge.signedContent(couple: couple, device: device)
        guard let signature = try? Signature(signing: content, with: keys.signing) else { throw .signing }
        return try signIn(
            SessionRequest(
                device: device, couple: couple, partner: partner, challenge: challenge, signature: signature, logs: logs,
                registration: registration, tips: tips))
    }
}
