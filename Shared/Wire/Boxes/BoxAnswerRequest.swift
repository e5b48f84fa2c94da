package import Models

/// The body of `POST /v1/boxes/answer`: the joiner's whole side of pairing. Sending it again after a lost reply changes nothing.
package struct BoxAnswerRequest: Hashable, Codable, Sendable {
    package let locator: Locator
    /// The joiner's log, ancestors first; its last entry names the inviter as partner.
    package let log: [LogEntry]
    /// The couple's first key and its seed, encrypted to the devices of both partners.
    package let grants: [KeyGrant]
    /// See `JoinChange.proof`.
    package let proof: Blob
    /// Present if the box requires one.
    package let permit: Permit?

    package init(locator: Locator, log: [LogEntry], grants: [KeyGrant], proof: Blob, permit: Permit? = nil) {
        self.locator = locator
        self.log = log
        self.grants = grants
        self.proof = proof
        self.permit = permit
    }
}
