/// What a server takes, as it states it under `/v1/server` and enforces it with a clear error.
package struct Limits: Hashable, Codable, Sendable {
    /// Octets of one encrypted body.
    package var bodyBytes: Int
    /// Octets of one request.
    package var requestBytes: Int
    /// Writes of one request.
    package var writes: Int
    /// Changes of one reply.
    package var changes: Int
    /// Octets of the changes of one reply, or of the part of a log; one that is larger by itself comes alone. `nil` in what a server
    /// of before it was stated says.
    package var replyBytes: Int?
    /// Records of one partner, tombstones included.
    package var recordsPerPartner: Int
    /// Octets of all bodies of one partner.
    package var bytesPerPartner: Int
    /// Entries of one device log, but for removals, leaving, and what devices signed that have ended.
    package var logEntries: Int
    /// Octets of one log entry, grant or box, as JSON.
    package var entryBytes: Int
    /// Requests a minute with one token.
    package var requestsPerMinute: Int
    /// Requests a minute without a token from one address: sign-ins and boxes.
    package var anonymousRequestsPerMinute: Int
    /// Seconds by which a stamp may be ahead of the server's clock and of the couple's greatest stamp.
    package var futureSeconds: Int64
    /// Seconds that an invitation stays open.
    package var invitationSeconds: Int64
    /// Seconds that a link code stays good.
    package var linkSeconds: Int64
    /// Seconds that a token stays good.
    package var tokenSeconds: Int64

    package init(
        bodyBytes: Int = 256 * 1024, requestBytes: Int = 4 * 1024 * 1024, writes: Int = 200, changes: Int = 200,
        replyBytes: Int? = 1024 * 1024, recordsPerPartner: Int = 100_000, bytesPerPartner: Int = 512 * 1024 * 1024,
        logEntries: Int = 512,
        entryBytes: Int = 1024 * 1024, requestsPerMinute: Int = 600, anonymousRequestsPerMinute: Int = 60,
        futureSeconds: Int64 = 60, invitationSeconds: Int64 = 48 * 3600, linkSeconds: Int64 = 600, tokenSeconds: Int64 = 900
    ) {
        self.bodyBytes = bodyBytes
        self.requestBytes = requestBytes
        self.writes = writes
        self.changes = changes
        self.replyBytes = replyBytes
        self.recordsPerPartner = recordsPerPartner
        self.bytesPerPartner = bytesPerPartner
        self.logEntries = logEntries
        self.entryBytes = entryBytes
        self.requestsPerMinute = requestsPerMinute
        self.anonymousRequestsPerMinute = anonymousRequestsPerMinute
        self.futureSeconds = futureSeconds
        self.invitationSeconds = invitationSeconds
        self.linkSeconds = linkSeconds
        self.tokenSeconds = tokenSeconds
    }
}
