import Models

/// The content of the box of a link code or kit, encrypted under the code.
package struct PaperContent: Hashable, Codable, Sendable {
    let couple: CoupleID
    let partner: PartnerID
    let pin: CertificatePin?
    let reveal: RevealMode
}
