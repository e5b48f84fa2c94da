package import ClientCore
package import Models
package import Wire

/// Reaches one server over HTTP/1.1 with libcurl.
///
/// Keeps one connection for its lifetime, which is meant to be one command. The first request opens it. Over `https` the server is
/// verified as its address says, and nothing can turn that off; `http` is for loopback only, which is never reached through a proxy
/// or a resolver. For other hosts, the proxies that the environment names are used. Redirects, cookies and `.netrc` aren't. Errors
/// reveal nothing of what was sent.
///
/// If there was no connection, it broke, or the server was too busy (429, 502, 503, 504), the request is sent again, as far as
/// policy and budget allow. Pauses grow, include a random part, and respect `Retry-After`.
package final class CurlTransport: Transport {
    private let settings: CurlSettings
    private let effects: TransportEffects
    private let backoff: Backoff
    private var opened: CurlHandle?
    /// On the clock of `effects`.
    private var deadline: Duration?

    /// - Parameters:
    ///   - version: the program's, for `User-Agent`.
    ///   - authorityFile: certificates (PEM) to trust instead of the system's, for `ServerTrust.authority`.
    package init(
        address: ServerAddress, version: String, policy: TransportPolicy = TransportPolicy(), authorityFile: String? = nil,
        effects: TransportEffects
    ) {
        settings = CurlSettings(address: address, version: version, policy: policy, authorityFile: authorityFile)
        self.effects = effects
        backoff = Backoff(policy: policy)
    }

    /// Limits the total time of all requests from now on, pauses included; `nil` removes the limit.
    package func allow(_ budget: Duration?) {
        deadline = budget.map { effects.now() + $0 }
    }

    /// - Throws: `TransportError`: that of the last attempt, `timedOut` if the budget is used up, or the reason why the request
    ///   isn't permitted.
    package func send(_ route: Route, body: Bytes?, token: Token?) throws(TransportError) -> TransportReply {
        let request = CurlRequest(route: route, body: body, token: token)
        try settings.rules.check(request)
        let handle = try open()
        var attempt = 1
        while true {
            let left = timeLeft()
            guard left > .zero else { throw .timedOut }
            let result = handle.perform(request, within: min(left, settings.policy.attempt))
            guard let pause = backoff.pause(after: result, of: route, attempt: attempt, random: effects.random()),
                pause < timeLeft()
            else { return try result.get().reply }
            effects.sleep(pause)
            attempt += 1
        }
    }

    private func open() throws(TransportError) -> CurlHandle {
        if let opened { return opened }
        let handle = try CurlHandle(settings)
        opened = handle
        return handle
    }

    private func timeLeft() -> Duration {
        deadline.map { $0 - effects.now() } ?? .seconds(Int64.max)
    }
}
