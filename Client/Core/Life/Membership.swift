package import Models

/// Who this home is: one device of one partner of one couple. Stored as one value; secrets in it are under the store key.
package struct Membership: Hashable, Codable, Sendable {
    package var phase: MembershipPhase
    package var couple: CoupleID
    package let partner: PartnerID
    package let device: DeviceID
    /// The other partner, once their log is here and vouched for.
    package var other: PartnerID?
    /// Who proved to have held the invitation's code; becomes `other` when their log is here.
    package var candidate: PartnerID?
    /// The device's private keys.
    package let secrets: Blob
    package var server: ServerAddress?
    /// Permission to found a couple on the server.
    package var registration: Blob?
    package var reveal: RevealMode
    package var name: String?
    /// What the other partner likes to be called, as far as they have said. Not there in homes of before it was kept.
    package var partnerName: String?
    /// Of the record that says so.
    package var partnerNameVersion: Version?
    /// The server has known this couple.
    package var isFounded = false
    package var invitation: OpenInvitation?
    /// The kit's box, to be left again on a server that lost it.
    package var kit: KitBox?
    /// How often entries of the own log were taken back: whoever keeps an identity sees by it that the log is another.
    package var takenBack: Int?
    /// Nil as long as no device has ended.
    package var epochFloors: EpochFloors?
    /// Nil in homes of before it was kept, until their first exchange: there the first seed that was learned counts.
    package var seeds: SeedChoice?
    /// Seeds that the partner alone granted to the code that this machine came by: 32 octets each, under the store key.
    package var untriedSeeds: Blob?

    package init(
        phase: MembershipPhase, couple: CoupleID, partner: PartnerID, device: DeviceID, other: PartnerID?, secrets: Blob,
        server: ServerAddress?, registration: Blob?, reveal: RevealMode, name: String?
    ) {
        self.phase = phase
        self.couple = couple
        self.partner = partner
        self.device = device
        self.other = other
        self.secrets = secrets
        self.server = server
        self.registration = registration
        self.reveal = reveal
        self.name = name
        seeds = SeedChoice()
    }

    /// Whether the couple is named after this partner's log.
    package var isInviter: Bool { couple.bytes == partner.bytes }
}
