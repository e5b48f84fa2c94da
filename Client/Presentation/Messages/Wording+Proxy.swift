package import ClientCore

extension Wording {
    /// A reply from something in front of the server, and who can do what about it.
    package static func failure(_ reply: ProxyReply) -> Failure {
        switch reply {
        case .asksForPassword:
            Failure(
                "proxy_password", "Something in front of the server asks for a password of its own.",
                next: "Whoever runs it lets requests to the server through without one: twofold signs in by itself.")
        case .refuses:
            Failure(
                "proxy_refused", "Something in front of the server doesn't let this through.",
                next: "Whoever runs it sees in its log why; it may allow some networks only.")
        case .takesLess:
            Failure(
                "proxy_too_large", "A proxy in front of the server takes less at once than this.",
                next: raiseProxyLimit)
        case .asksForPatience:
            Failure(
                "proxy_rate_limited", "Something in front of the server asks for a little patience.", next: "Try again in a minute."
            )
        case .reachesNoServer:
            Failure(
                "proxy_no_server", "A proxy answers, but finds no server behind it.",
                next: "Whoever runs it looks whether twofold-server runs, and whether the proxy has its right address.")
        case .isNotServing:
            Failure(
                "proxy_not_serving", "Something in front of the server can't serve at the moment.",
                next: "Try again later. If it stays so, whoever runs it should look.")
        case .waitedInVain:
            Failure(
                "proxy_timed_out", "The server took longer than a proxy in front of it waits.",
                next: "Try again later. If it stays so, whoever runs the server should look.")
        }
    }

    static let raiseProxyLimit = "Whoever runs it raises its limit for a request; in nginx that is client_max_body_size 4m."

    /// A sync that a proxy ended. What was done is saved.
    static func trouble(_ level: Finding.Level, _ reply: ProxyReply) -> Diagnosis {
        let failure = failure(reply)
        return Diagnosis(
            level, failure.code, failure.message + " What you did is kept here.",
            next: (failure.next.map { $0 + " " } ?? "") + "`twofold sync` tries again.")
    }
}
