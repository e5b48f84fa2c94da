import Models

/// The content of an invitation's box, encrypted under the code.
package struct InvitationContent: Hashable, Codable, Sendable {
    let inviter: PartnerID
    /// The tips of the inviter's log: the joiner believes no other log.
    let tips: [EntryHash]
    let pin: CertificatePin?
    let name: String?
}
