/// Time limits and retries.
package struct TransportPolicy: Hashable, Sendable {
    /// For connecting, TLS included.
    package var connect: Duration
    /// For one attempt as a whole. `CurlTransport.allow(_:)` limits all requests together.
    package var attempt: Duration
    /// Whole seconds of almost no progress after which an attempt is abandoned.
    package var stallSeconds: Int
    /// The most attempts if the connection broke or the server was too busy.
    package var attempts: Int
    /// The most attempts if there was no connection, no TLS, or the attempt timed out.
    package var attemptsInSilence: Int
    /// The pause after the first attempt, doubled after each further one. Half of each pause is random.
    package var firstPause: Duration
    /// The longest pause. If the server asks for a longer one, the request isn't sent again.
    package var longestPause: Duration
    /// The most bytes in a reply's body.
    package var replyBytes: Int

    package init(
        connect: Duration = .seconds(5), attempt: Duration = .seconds(120), stallSeconds: Int = 15, attempts: Int = 4,
        attemptsInSilence: Int = 2, firstPause: Duration = .milliseconds(100), longestPause: Duration = .seconds(10),
        replyBytes: Int = 16 * 1024 * 1024
    ) {
        self.connect = connect
        self.attempt = attempt
        self.stallSeconds = stallSeconds
        self.attempts = attempts
        self.attemptsInSilence = attemptsInSilence
        self.firstPause = firstPause
        self.longestPause = longestPause
        self.replyBytes = replyBytes
    }
}
