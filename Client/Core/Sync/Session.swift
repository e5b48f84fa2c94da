import Models
import Vault
import Wire

/// The session of one run of exchanges with a server: signs in when necessary, and knows the server's time once stated.
final class Session {
    private let client: Client
    private let api: ServerAPI
    private var token: Token?
    private var time: (server: Instant, boot: BootTime)?
    private var recoveries = 0
    private var askedForProof = 0

    init(client: Client, api: ServerAPI) {
        self.client = client
        self.api = api
    }

    /// `nil` until the server has stated its time.
    var clock: StampClock? {
        time.map { StampClock(server: $0.server, heardAt: $0.boot, wallNow: client.now(), bootNow: client.boot()) }
    }

    func hearTime(_ server: Instant) { time = (server, client.boot()) }

    /// - Throws: `store`: a token left in it would be used again.
    func forgetToken() throws(ClientError) {
        token = nil
        try client.write { edit in
            var state = try edit.transaction.syncState()
            state.token = nil
            try edit.transaction.set(state)
        }
    }

    /// Each run recovers from a few errors; more mean that the server can't make up its mind.
    func mayRecover() -> Bool {
        recoveries += 1
        return recoveries <= 4
    }

    /// Signs in again, and requests the entries that a device signed; a log arrives in parts.
    ///
    /// - Returns: `false` if it was requested often enough.
    /// - Throws: `store`.
    func askForProof() throws(ClientError) -> Bool {
        askedForProof += 1
        try forgetToken()
        return askedForProof <= 16
    }

    var hasAskedForProof: Bool { askedForProof > 0 }

    /// - Throws: why the server wasn't reached or doesn't let this device in; `store`.
    func signInIfNeeded() throws(ClientError) {
        if token == nil { token = try storedToken() }
        if token == nil { token = try signIn() }
    }

    /// - Throws: why the server wasn't reached or refuses the request; `store`.
    func sync(_ request: SyncRequest) throws(ClientError) -> SyncResponse {
        try signInIfNeeded()
        guard let token else { throw .signing }
        return try api.sync(request, token: token)
    }

    private func storedToken() throws(ClientError) -> Token? {
        try client.read { home in
            let state = try home.reader.syncState()
            guard let sealed = state.token, let expires = state.tokenExpires, expires > home.now.advanced(by: .seconds(30)) else {
                return nil
            }
            return Token(bytes: try home.cipher.decrypt(sealed))
        }
    }

    /// Signs in. If the server doesn't know the couple, founds it, for the first time or again.
    private func signIn() throws(ClientError) -> Token {
        let who = try client.read { try SignIn($0) }
        var founded = false
        let response: SessionResponse
        do throws(ClientError) {
            response = try answerChallenge(who, logs: [], registration: nil)
        } catch {
            guard case .problem(let problem) = error, problem.code == .coupleUnknown || problem.code == .deviceUnknown else {
                throw error
            }
            founded = problem.code == .coupleUnknown
            response = try answerChallenge(who, logs: who.logs, registration: who.registration)
        }
        guard response.time.isPossible else { throw .notTwofold }
        hearTime(response.time)
        token = response.token
        try client.write { edit in
            if founded, edit.membership.isFounded {
                try edit.offering.beginOffering(wentBack: true)
                try edit.notify(.foundedAgain)
            }
            edit.identity.membership.isFounded = true
            var state = try edit.transaction.syncState()
            state.token = try edit.cipher.encrypt(response.token.bytes, random: edit.random)
            // By this device's clock, which may be wrong: if a token is believed for too long, a new one is requested, nothing
            // worse.
            state.tokenExpires = edit.now.advanced(by: response.expires.duration(since: response.time))
            try edit.transaction.set(state)
        }
        return response.token
    }

    private func answerChallenge(_ who: SignIn, logs: [[LogEntry]], registration: String?) throws(ClientError) -> SessionResponse {
        let reply = try api.signIn(
            as: who.device, of: who.couple, for: who.partner, with: who.keys, logs: logs, registration: registration,
            tips: hasAskedForProof ? who.tips : nil)
        // What the other partner is sent, and may write, doesn't concern this home.
        guard reply.couple == who.couple, reply.partner == who.partner else { throw .notTwofold }
        return reply
    }
}

/// What a home contributes to signing in.
private struct SignIn {
    let device: DeviceID
    let couple: CoupleID
    let partner: PartnerID
    let keys: DeviceKeys
    /// The inviter's first.
    let logs: [[LogEntry]]
    let registration: String?
    /// Of the own log.
    let tips: [EntryHash]

    init(_ home: HomeSnapshot) throws {
        device = home.membership.device
        couple = home.membership.couple
        partner = home.membership.partner
        keys = home.identity.keys
        let mine = home.identity.mine.entries
        tips = home.identity.mine.tips
        let theirs = home.identity.theirs?.entries
        logs = (home.membership.isInviter ? [mine, theirs] : [theirs, mine]).compactMap { $0 }
        registration = try home.membership.registration.map { String(decoding: try home.cipher.decrypt($0), as: UTF8.self) }
    }
}
