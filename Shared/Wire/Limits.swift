/// A server's limits. It states them under `/v1/server` and rejects whatever exceeds them with a specific error.
package struct Limits: Hashable, Codable, Sendable {
    /// Octets per encrypted body.
    package var bodyBytes: Int
    /// Octets per request.
    package var requestBytes: Int
    /// Writes per request.
    package var writes: Int
    /// Changes per reply.
    package var changes: Int
    /// Octets of changes, or of log entries, per reply. An item that is larger is sent alone. `nil` if the server predates this limit.
    package var replyBytes: Int?
    /// Records per partner, including tombstones.
    package var recordsPerPartner: Int
    /// Octets of all of one partner's bodies.
    package var bytesPerPartner: Int
    /// Entries per device log. Removals, leaving, and entries signed by devices that have ended aren't counted.
    package var logEntries: Int
    /// Octets per log entry, grant or box, as JSON.
    package var entryBytes: Int
    /// Requests a minute per token.
    package var requestsPerMinute: Int
    /// Requests a minute per address without a token: sign-ins and boxes.
    package var anonymousRequestsPerMinute: Int
    /// Seconds by which a stamp may be ahead of the server's clock and of the couple's greatest stamp.
    package var futureSeconds: Int64
    /// Seconds for which an invitation is valid.
    package var invitationSeconds: Int64
    /// Seconds for which a link code is valid.
    package var linkSeconds: Int64
    /// Seconds for which a token is valid.
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
