package import Models
package import Wire

package struct BoxRow: Hashable, Sendable {
    package let locator: Locator
    package let couple: CoupleID
    package let side: Side
    package let kind: BoxKind
    package let device: DeviceID?
    package let box: Blob
    /// `nil` for a kit.
    package let expires: Instant?
    /// For an invitation, the hash of the permit that the answer must bring. `nil` if the inviter's client predates permits.
    package let permit: PermitHash?
    /// Who answered an invitation, and the proof that came with it.
    package var answer: Answer?

    package struct Answer: Hashable, Sendable {
        package let partner: PartnerID
        package let proof: Blob

        package init(partner: PartnerID, proof: Blob) {
            self.partner = partner
            self.proof = proof
        }
    }

    package init(
        locator: Locator, couple: CoupleID, side: Side, kind: BoxKind, device: DeviceID?, box: Blob, expires: Instant?,
        permit: PermitHash? = nil, answer: Answer? = nil
    ) {
        self.locator = locator
        self.couple = couple
        self.side = side
        self.kind = kind
        self.device = device
        self.box = box
        self.expires = expires
        self.permit = permit
        self.answer = answer
    }
}
