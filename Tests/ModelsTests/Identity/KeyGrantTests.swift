import Models
import Support
import Testing

@Suite("Key grant")
struct KeyGrantTests {
    private let device: TestDevice

    init() throws { device = try TestDevice(1) }

    private func grant(
        couple: UInt8 = 1, purpose: KeyPurpose = .couple, epoch: Int64 = 2, key: UInt8 = 3, author: UInt8 = 4,
        device: DeviceID? = nil, sealed: [SealedKey]? = nil
    ) throws -> KeyGrant {
        let sealed = sealed ?? [SealedKey(recipient: Sample.id(5), encapsulated: Blob([6]), ciphertext: Blob([7]))]
        return try KeyGrant(
            couple: Sample.id(couple), purpose: purpose, epoch: epoch, key: Sample.id(key), author: Sample.id(author),
            device: device ?? self.device.id, sealed: sealed, signedWith: self.device.signing)
    }

    @Test func `a grant is believed from the device that it names`() throws {
        let other = try TestDevice(2)
        #expect(try grant().isValid(signedBy: device.card))
        #expect(try !grant().isValid(signedBy: other.card))
        #expect(try !grant(device: other.id).isValid(signedBy: other.card))
        #expect(try !grant(device: other.id).isValid(signedBy: device.card))
    }

    @Test func `each field of a grant is signed, each recipient among them`() throws {
        let here = SealedKey(recipient: Sample.id(5), encapsulated: Blob([6]), ciphertext: Blob([7]))
        let all = try [
            grant(), grant(couple: 9), grant(purpose: .personal), grant(epoch: 9), grant(key: 9), grant(author: 9),
            grant(device: Sample.id(9)), grant(sealed: []), grant(sealed: [here, here]),
            grant(sealed: [SealedKey(recipient: Sample.id(9), encapsulated: here.encapsulated, ciphertext: here.ciphertext)]),
            grant(sealed: [SealedKey(recipient: here.recipient, encapsulated: Blob([9]), ciphertext: here.ciphertext)]),
            grant(sealed: [SealedKey(recipient: here.recipient, encapsulated: here.encapsulated, ciphertext: Blob([9]))]),
            grant(sealed: [SealedKey(recipient: here.recipient, encapsulated: Blob([6, 7]), ciphertext: Blob([]))]),
        ]
        #expect(Set(all.map(\.signedContent.bytes)).count == all.count)
        #expect(Set(all.map(\.digest)).count == all.count)
    }

    @Test(arguments: [
        (KeyPurpose.couple, true, true), (.coupleSeed, true, false), (.personal, false, true), (.personalSeed, false, false),
    ])
    func `keys are renewed, seeds are not, and only the couple's are shared`(purpose: KeyPurpose, shared: Bool, renewed: Bool) {
        #expect(purpose.isShared == shared)
        #expect(purpose.isRenewed == renewed)
    }
}
