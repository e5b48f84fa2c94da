package import Models

/// The body of `POST /v1/boxes/answer`: the joiner's side of pairing, whole. Sent again after a lost reply, it changes nothing.
package struct BoxAnswerRequest: Hashable, Codable, Sendable {
    package let locator: Locator
    /// The joiner's log, ancestors first; its last entry names the inviter as partner.
    package let log: [LogEntry]
    /// The couple's first key and its seed, sealed to the devices of both.
    package let grants: [KeyGrant]
    /// See `JoinChange.proof`.
    package let proof: Blob
    /// Where the box asks for one.
    package let permit: Permit?

    package init(locator: Locator, log: [LogEntry], grants: [KeyGrant], proof: Blob, permit: Permit? = nil) {
        self.locator = locator
        self.log = log
        self.grants = grants
        self.proof = proof
        self.permit = permit
    }
}
