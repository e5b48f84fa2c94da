package import Models

/// The answer to `POST /v1/boxes/read`.
package struct BoxReadResponse: Hashable, Codable, Sendable {
    package let kind: BoxKind
    package let box: Blob
    /// For an invitation, the inviter's log, ancestors first, to be believed only as far as the box vouches for it. Else empty.
    package let log: [LogEntry]
    /// The log goes on: the next part is asked for by `from`. Left out where it does not.
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
