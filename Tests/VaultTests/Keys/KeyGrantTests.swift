import Models
import Support
import Testing
import Vault

@Suite("Keys sealed to devices")
struct KeyGrantTests {
    private let maker: DeviceKeys
    private let desk: DeviceKeys
    private let phone: DeviceKeys
    private let stranger: DeviceKeys
    private let secret = Sample.secret(9)

    init() throws {
        maker = try Sample.keys(1)
        desk = try Sample.keys(2)
        phone = try Sample.keys(3)
        stranger = try Sample.keys(4)
    }

    private func grant() throws -> KeyGrant {
        try KeyGrant(
            of: secret, for: .couple, epoch: 3, couple: Sample.id(1), author: Sample.id(2), by: maker, device: id(maker),
            to: [desk.card(.machine), phone.card(.machine)])
    }

    @Test func `each recipient opens it, and it is signed`() throws {
        let grant = try grant()
        #expect(try grant.open(as: id(desk), with: desk) == secret)
        #expect(try grant.open(as: id(phone), with: phone) == secret)
        #expect(grant.key == secret.id)
        #expect(grant.isValid(signedBy: maker.card(.machine)))
    }

    @Test func `nobody else does, not even its maker`() throws {
        let grant = try grant()
        #expect(try grant.open(as: id(stranger), with: stranger) == nil)
        #expect(try grant.open(as: id(maker), with: maker) == nil)
        #expect(throws: VaultError.notAuthentic) { try grant.open(as: id(desk), with: stranger) }
        #expect(throws: VaultError.notAuthentic) { try grant.open(as: id(desk), with: phone) }
    }

    @Test func `what was sealed under other fields does not open`() throws {
        let real = try grant()
        let altered = try [
            resigned(real, couple: 9), resigned(real, purpose: .personal), resigned(real, epoch: 4),
            resigned(real, key: Sample.id(9)),
            resigned(real, author: 9),
        ]
        for grant in altered {
            #expect(throws: VaultError.notAuthentic) { try grant.open(as: id(desk), with: desk) }
            #expect(grant.isValid(signedBy: maker.card(.machine)))
        }
        #expect(try resigned(real).open(as: id(desk), with: desk) == secret)
    }

    @Test func `what was sealed to another device does not open`() throws {
        let real = try grant()
        let swapped = real.sealed.map { sealed in
            SealedKey(
                recipient: sealed.recipient == id(desk) ? id(phone) : id(desk), encapsulated: sealed.encapsulated,
                ciphertext: sealed.ciphertext)
        }
        let grant = try resigned(real, sealed: swapped)
        #expect(throws: VaultError.notAuthentic) { try grant.open(as: id(desk), with: desk) }
        #expect(throws: VaultError.notAuthentic) { try grant.open(as: id(phone), with: phone) }
    }

    @Test func `octets that are no sealed key do not open`() throws {
        let real = try grant()
        for bad in [[], [1], Bytes(repeating: 0, count: 32)] as [Bytes] {
            let sealed = [SealedKey(recipient: id(desk), encapsulated: Blob(bad), ciphertext: real.sealed[0].ciphertext)]
            let grant = try resigned(real, sealed: sealed)
            #expect(throws: VaultError.notAuthentic) { try grant.open(as: id(desk), with: desk) }
        }
    }

    private func id(_ keys: DeviceKeys) -> DeviceID { keys.card(.machine).id }

    private func resigned(
        _ grant: KeyGrant, couple: UInt8? = nil, purpose: KeyPurpose? = nil, epoch: Int64? = nil, key: KeyID? = nil,
        author: UInt8? = nil, sealed: [SealedKey]? = nil
    ) throws -> KeyGrant {
        try KeyGrant(
            couple: couple.map { Sample.id($0) } ?? grant.couple, purpose: purpose ?? grant.purpose, epoch: epoch ?? grant.epoch,
            key: key ?? grant.key, author: author.map { Sample.id($0) } ?? grant.author, device: grant.device,
            sealed: sealed ?? grant.sealed, signedWith: maker.signing)
    }
}
