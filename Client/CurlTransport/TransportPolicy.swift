/// How long an exchange may take, and when it is tried again.
package struct TransportPolicy: Hashable, Sendable {
    /// For the connection, TLS included.
    package var connect: Duration
    /// For one attempt as a whole. `CurlTransport.allow(_:)` bounds all exchanges together.
    package var attempt: Duration
    /// Whole seconds of next to no progress after which an attempt is given up.
    package var stallSeconds: Int
    /// How often an exchange is sent at most, where the connection broke or the server was too busy.
    package var attempts: Int
    /// How often at most, where there was no connection or no time left in the attempt.
    package var attemptsInSilence: Int
    /// The pause after the first attempt, doubled after each; half of it is left to chance.
    package var firstPause: Duration
    /// No pause is longer. A server that asks for a longer one is not asked again.
    package var longestPause: Duration
    /// Octets of a reply's body.
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
