package import Wire

/// Everything that a caller can ask of a server, free of HTTP.
///
/// Every failure is a `Problem`, fit to be sent as it is. Each call is one transaction: it happened as a whole, durably, when the call
/// returns, or not at all.
package protocol Exchange: Sendable {
    var limits: Limits { get }

    func info() -> ServerInfo

    /// The same answer whether or not the device is known.
    func challenge(_ request: ChallengeRequest) -> ChallengeResponse

    func signIn(_ request: SessionRequest) async throws(Problem) -> SessionResponse

    /// Looks a token up, so that whoever has no good one is refused before anything of theirs is read.
    ///
    /// - Throws: `token_unknown`, `token_expired`, or why the server cannot tell.
    func check(_ token: Token) throws(Problem)

    func sync(_ request: SyncRequest, token: Token) async throws(Problem) -> SyncResponse

    func readBox(_ request: BoxReadRequest) async throws(Problem) -> BoxReadResponse

    func answerBox(_ request: BoxAnswerRequest) async throws(Problem) -> BoxAnswerResponse

    /// - Returns: nil if requests can be served, else why not (the store does not answer, the clock is plainly wrong).
    func unreadiness() async -> Problem?
}
