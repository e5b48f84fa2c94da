import FoundationEssentials
import Models
import ServerCore
import Wire

/// Answers every call the same way, or as a test says.
struct FakeExchange: Exchange {
    var limits = Limits()
    var onCheck: @Sendable (Token) throws(Problem) -> Void = { _ in }
    var onSync: @Sendable (SyncRequest, Token) async throws(Problem) -> SyncResponse = { request, _ in .empty(for: request) }
    var onSignIn: @Sendable (SessionRequest) async throws(Problem) -> SessionResponse = { _ in .example }
    var onReadBox: @Sendable (BoxReadRequest) async throws(Problem) -> BoxReadResponse = { _ in .example }
    var problem: Problem?

    func info() -> ServerInfo {
        ServerInfo(version: "1", time: .example, registrationRequired: false, limits: limits)
    }

    func challenge(_ request: ChallengeRequest) -> ChallengeResponse {
        ChallengeResponse(challenge: .repeating(1), time: .example)
    }

    func signIn(_ request: SessionRequest) async throws(Problem) -> SessionResponse { try await onSignIn(request) }

    func check(_ token: Token) throws(Problem) { try onCheck(token) }

    func knownReply(to request: Data, token: Token) -> Data? { nil }

    func sync(_ request: SyncRequest, token: Token) async throws(Problem) -> SyncResponse { try await onSync(request, token) }

    func readBox(_ request: BoxReadRequest) async throws(Problem) -> BoxReadResponse { try await onReadBox(request) }

    func answerBox(_ request: BoxAnswerRequest) async throws(Problem) -> BoxAnswerResponse {
        BoxAnswerResponse(couple: .repeating(2), time: .example)
    }

    func unreadiness() async -> Problem? { problem }
}
