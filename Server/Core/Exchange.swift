package import FoundationEssentials
package import Wire

/// Every operation that a server offers, independent of HTTP.
///
/// Every failure is a `Problem`, ready to send. Each call is one transaction: when it returns, it has either committed durably as a
/// whole, or changed nothing.
package protocol Exchange: Sendable {
    var limits: Limits { get }

    func info() -> ServerInfo

    /// The answer is the same whether or not the server knows the device.
    func challenge(_ request: ChallengeRequest) -> ChallengeResponse

    /// - Throws: `challenge_expired`, `couple_unknown`, `device_unknown`, `device_removed`, `device_expired`, `partner_left`,
    ///   `bad_signature`, `registration_required`, or why the logs are rejected.
    func signIn(_ request: SessionRequest) async throws(Problem) -> SessionResponse

    /// Looks a token up, so that the server can reject a caller without a valid one before reading the body.
    ///
    /// - Throws: `token_unknown`, `token_expired`, or a problem of the server's own.
    func check(_ token: Token) async throws(Problem)

    /// The reply to a sync if it's known without a look into the store, as for a device that asks again before anything has changed.
    ///
    /// - Parameter request: the body as it arrived, which needn't be decoded.
    /// - Returns: the reply as JSON; `nil` if it isn't known, whatever the reason. Then call `sync`.
    func knownReply(to request: Data, token: Token) throws(Problem) -> Data?

    /// - Throws: `token_unknown`, `token_expired`, `device_removed`, `device_expired`, `partner_left`, `couple_unknown`,
    ///   `too_many_writes`, `history_changed`, or a problem of the server's own.
    func sync(_ request: SyncRequest, token: Token) async throws(Problem) -> SyncResponse

    /// - Throws: `box_unknown`, `box_expired`, `box_used`.
    func readBox(_ request: BoxReadRequest) async throws(Problem) -> BoxReadResponse

    /// - Throws: `box_unknown`, `box_expired`, `box_used`, `own_invitation`, `couple_full`, or why the log or a grant is rejected.
    func answerBox(_ request: BoxAnswerRequest) async throws(Problem) -> BoxAnswerResponse

    /// - Returns: `nil` if the server can handle requests. Otherwise the reason: the store doesn't respond, or the clock is plainly wrong.
    func unreadiness() async -> Problem?
}
