import Models
import Support
import Testing
import Vault

@Suite("Vectors: grants")
struct GrantVectorTests {
    private let cast: Cast

    init() throws { cast = try Cast() }

    @Test func `each recipient opens what was sealed by the book`() throws {
        for vector in try VectorFile.grants.read()("grants").elements {
            let grant: KeyGrant = try vector("grant").decoded()
            #expect(grant.isValid(signedBy: cast.desk.card))
            for seal in try vector("seals").elements {
                let device = try cast.device(seal("recipient").value())
                #expect(try grant.open(as: device.id, with: device.keys)?.bytes == vector("key").octets)
            }
            #expect(try grant.open(as: cast.phone.id, with: cast.phone.keys) == nil)
        }
    }

    @Test func `what was sealed or signed for something else is refused`() throws {
        for vector in try VectorFile.grants.read()("refused").elements {
            let grant: KeyGrant = try vector("grant").decoded()
            let device = try cast.device(vector("recipient").value())
            let isSigned = try grant.isValid(signedBy: vector("card").decoded())
            #expect(try isSigned == (vector("why").string != "signature"), "\(vector.title)")
            if isSigned {
                #expect(throws: VaultError.notAuthentic, "\(vector.title)") { try grant.open(as: device.id, with: device.keys) }
            }
        }
    }
}
