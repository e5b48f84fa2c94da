import Models

/// What the box of an invitation holds, under the code.
package struct InvitationContent: Hashable, Codable, Sendable {
    let inviter: PartnerID
    /// The tips of the inviter's log: the joiner believes no other log.
    let tips: [EntryHash]
    let pin: CertificatePin?
    let name: String?
}
