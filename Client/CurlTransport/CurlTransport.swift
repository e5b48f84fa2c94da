package import ClientCore
package import Models
package import Wire

/// Reaches one server over HTTP/1.1 with libcurl.
///
/// Holds one connection for as long as it lives, which is meant to be one command. Nothing is opened before the first exchange.
/// Over `https` the server is verified as its address says, and there is no way to turn that off; `http` is for this machine alone,
/// which is never reached through a proxy or a resolver. Elsewhere the proxies that the environment names are used. Redirects,
/// cookies and `.netrc` are not. No error tells anything of what was sent.
///
/// An exchange is sent again, after a growing pause with chance in it, where the connection broke, where there was none, and where
/// the server was too busy (429, 502, 503, 504; its `Retry-After` is heeded), as far as policy and budget allow.
package final class CurlTransport: Transport {
    private let settings: CurlSettings
    private let effects: TransportEffects
    private let backoff: Backoff
    private var opened: CurlHandle?
    /// On the clock of `effects`.
    private var deadline: Duration?

    /// - Parameters:
    ///   - version: Of this program, for `User-Agent`.
    ///   - authorityFile: Certificates (PEM) to trust instead of the machine's, for `ServerTrust.authority`.
    package init(
        address: ServerAddress, version: String, policy: TransportPolicy = TransportPolicy(), authorityFile: String? = nil,
        effects: TransportEffects
    ) {
        settings = CurlSettings(address: address, version: version, policy: policy, authorityFile: authorityFile)
        self.effects = effects
        backoff = Backoff(policy: policy)
    }

    /// From now on all exchanges together, pauses included, may take this long; nil takes the bound away.
    package func allow(_ budget: Duration?) {
        deadline = budget.map { effects.now() + $0 }
    }

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
