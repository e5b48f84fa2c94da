import Models
import Support
import Testing
import Vault
import Wire

@Suite("Vectors: devices, names, padding")
struct DeviceVectorTests {
    @Test func `cards give the ids`() throws {
        for vector in try VectorFile.devices.read()("devices").elements {
            let card: DeviceCard = try vector("card").decoded()
            #expect(try card.id == vector("id").value())
            let keys = try DeviceKeys(stored: vector("signingSeed").octets + vector("agreementPrivate").octets)
            #expect(keys.card(card.kind, expires: card.expires) == card)
        }
    }

    @Test func `sign-ins are believed as they are, and not with anything changed`() throws {
        let file = try VectorFile.devices.read()
        for vector in try file("signIns").elements { #expect(try isBelieved(vector)) }
        for vector in try file("refusedSignIns").elements { #expect(try !isBelieved(vector), "\(vector.title)") }
    }

    private func isBelieved(_ vector: JSONTree) throws -> Bool {
        let challenge: Challenge = try vector("challenge").value()
        let couple: CoupleID? = try vector("couple").isNull ? nil : vector("couple").value()
        let signature: Signature = try vector("signature").value()
        return try signature.isValid(
            for: challenge.signedContent(couple: couple, device: vector("device").value()), by: vector("signing").value())
    }

    @Test func `octets in JSON have one form`() throws {
        let texts = try VectorFile.canonical.read()("octets32")
        for vector in try texts("accepted").elements {
            #expect(try vector("text").decoded(as: DeviceID.self) == vector("octets").value())
        }
        for vector in try texts("refused").elements {
            #expect(throws: DecodingError.self) { try vector("text").decoded(as: DeviceID.self) }
        }
    }

    @Test func `what is padded comes back, and nothing else does`() throws {
        let file = try VectorFile.padding.read()
        for vector in try file("padded").elements {
            #expect(try Padding.unpad(vector("padded").octets) == vector("content").octets)
        }
        for vector in try file("refused").elements {
            let padded = try vector("padded").octets
            #expect(throws: VaultError.notAuthentic, "\(vector.title)") { try Padding.unpad(padded) }
        }
    }
}
