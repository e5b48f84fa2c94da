import ClientCore
import FoundationEssentials
import Models
import ServerCore
import Support
import Vault
import Wire

/// A modified client: it has a home's keys, is signed in, and follows no rules.
struct WireClient {
    let token: Token
    private let exchange: BlockingExchange

    init(_ home: TestHome, _ world: World) throws {
        let membership = try home.membership
        try self.init(
            keys: home.deviceKeys, device: membership.device, couple: membership.couple, exchange: BlockingExchange(world.service))
    }

    init(keys: DeviceKeys, device: DeviceID, couple: CoupleID?, exchange: BlockingExchange) throws {
        self.exchange = exchange
        let challenge: ChallengeResponse = try Self.call(exchange, .challenge, ChallengeRequest(device: device), nil)
        let content = challenge.challenge.signedContent(couple: couple, device: device)
        let session: SessionResponse = try Self.call(
            exchange, .session,
            SessionRequest(
                device: device, couple: couple, challenge: challenge.challenge,
                signature: try Signature(signing: content, with: keys.signing)), nil)
        token = session.token
    }

    @discardableResult
    func sync(_ writes: [Write], cursor: Cursor? = nil, furthest: Cursor? = nil, offering: Bool = false) throws -> SyncResponse {
        try Self.call(
            exchange, .sync, SyncRequest(cursor: cursor, furthest: furthest, offering: offering, writes: writes), token)
    }

    func answerBox(_ request: BoxAnswerRequest) throws -> BoxAnswerResponse {
        try Self.call(exchange, .answerBox, request, nil)
    }

    static func call<Reply: Decodable>(
        _ exchange: BlockingExchange, _ route: Route, _ request: some Encodable, _ token: Token?
    ) throws -> Reply {
        let reply = exchange.answer(route, body: Bytes(try WireJSON.encode(request)), token: token)
        guard reply.status == 200 else { throw try WireJSON.decode(Problem.self, from: Data(reply.body)) }
        return try WireJSON.decode(Reply.self, from: Data(reply.body))
    }
}
