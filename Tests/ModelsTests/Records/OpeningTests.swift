import Models
import Support
import Testing

@Suite("Opening")
struct OpeningTests {
    private static func opening(
        couple: UInt8 = 1, round: UInt8 = 2, author: UInt8 = 3, device: DeviceID, commitment: UInt8 = 5, partner: UInt8? = nil,
        key: UInt8 = 7, sealed: Bytes = [8], signature: Signature
    ) -> Opening {
        Opening(
            couple: Sample.id(couple), round: Sample.id(round), author: Sample.id(author), device: device,
            commitment: Sample.id(commitment), partnerCommitment: partner.map { Sample.id($0) },
            wrapped: WrappedContentKey(key: Sample.id(key), sealed: Blob(sealed)), signature: signature)
    }

    @Test func `each field of an opening is signed`() throws {
        let (device, other) = (try TestDevice(1), try TestDevice(2))
        let unsigned = Self.opening(device: device.id, signature: Sample.id(0))
        let signature = try Signature(signing: unsigned.signedContent, with: device.signing)
        #expect(Self.opening(device: device.id, signature: signature).isValid(signedBy: device.card))
        let altered = [
            Self.opening(couple: 9, device: device.id, signature: signature),
            Self.opening(round: 9, device: device.id, signature: signature),
            Self.opening(author: 9, device: device.id, signature: signature),
            Self.opening(device: device.id, commitment: 9, signature: signature),
            Self.opening(device: device.id, partner: 9, signature: signature),
            Self.opening(device: device.id, key: 9, signature: signature),
            Self.opening(device: device.id, sealed: [9], signature: signature),
            unsigned,
        ]
        for opening in altered { #expect(!opening.isValid(signedBy: device.card), "\(opening)") }
        #expect(!Self.opening(device: other.id, signature: signature).isValid(signedBy: device.card))
        #expect(!Self.opening(device: device.id, signature: signature).isValid(signedBy: other.card))
    }
}
