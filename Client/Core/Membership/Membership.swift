package import Models

/// Which device of which partner of which couple this home is. Stored as one value; its secrets are encrypted under the store key.
package struct Membership: Hashable, Codable, Sendable {
    package var phase: MembershipPhase
    package var couple: CoupleID
    package let partner: PartnerID
    package let device: DeviceID
    /// The other partner, once their log has arrived and is vouched for.
    package var other: PartnerID?
    /// The partner who proved that they held the invitation's code; becomes `other` once their log arrives.
    package var candidate: PartnerID?
    /// The device's private keys.
    package let secrets: Blob
    package var server: ServerAddress?
    /// The token that permits founding a couple on the server.
    package var registration: Blob?
    package var reveal: RevealMode
    package var name: String?
    /// The name the other partner goes by, if they have stated one. Absent in homes that predate this field.
    package var partnerName: String?
    /// The version of the record that states the name.
    package var partnerNameVersion: Version?
    /// The server has known this couple.
    package var isFounded = false
    package var invitation: OpenInvitation?
    /// The kit's box, to be stored again on a server that lost it.
    package var kit: KitBox?
    /// A kit that was made here, and whose code no one has been shown yet.
    package var unshownKit: DeviceID?
    /// How often entries of the own log were withdrawn: tells a cached identity that the log has changed.
    package var takenBack: Int?
    /// `nil` as long as no device has been removed.
    package var epochFloors: EpochFloors?
    /// `nil` in homes that predate this field, until their first exchange; until then the first seed learned counts.
    package var seeds: SeedChoice?
    /// Seeds that only the partner granted to the code this device was enlisted with: 32 bytes each, under the store key.
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
