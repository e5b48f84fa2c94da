import Models

/// What the box of a link code or kit holds, under the code.
struct PaperContent: Codable {
    let couple: CoupleID
    let partner: PartnerID
    let pin: CertificatePin?
    let reveal: RevealMode
}
