package import Models

/// The answer to `POST /v1/boxes/read`.
package struct BoxReadResponse: Hashable, Codable, Sendable {
    package let kind: BoxKind
    package let box: Blob
    /// For an invitation, the inviter's log, ancestors first. Trust it only as far as the box vouches for it. Otherwise empty.
    package let log: [LogEntry]
    /// `true` if the log continues; request the next part with `from`. Otherwise absent.
    package let continues: Bool?
    package let time: Instant

    package init(kind: BoxKind, box: Blob, log: [LogEntry], continues: Bool? = nil, time: Instant) {
        self.kind = kind
        self.box = box
        self.log = log
        self.continues = continues
        self.time = time
    }
}
