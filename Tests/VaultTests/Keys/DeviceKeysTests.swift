import Crypto
import Models
import Support
import Testing
import Vault

@Suite("Device keys")
struct DeviceKeysTests {
    @Test func `keys that are derived are the same every time, and others for another secret`() throws {
        let keys = try DeviceKeys(derivedFrom: Sample.secret(1))
        #expect(try DeviceKeys(derivedFrom: Sample.secret(1)).stored == keys.stored)
        #expect(try DeviceKeys(derivedFrom: Sample.secret(2)).stored != keys.stored)
        #expect(keys.stored.prefix(32) != keys.stored.suffix(32))
    }

    @Test func `a machine's keys come from its random source`() throws {
        #expect(try Sample.keys(1).stored == Sample.keys(1).stored)
        #expect(try Sample.keys(1).stored != Sample.keys(2).stored)
    }

    @Test func `what is stored is read again`() throws {
        let keys = try Sample.keys(1)
        let read = try DeviceKeys(stored: keys.stored)
        #expect(read.card(.machine) == keys.card(.machine))
        #expect(read.card(.machine).id != read.card(.kit).id)
        for bad in [[], Bytes(keys.stored.dropLast()), keys.stored + [0]] as [Bytes] {
            #expect(throws: VaultError.unusableKey) { try DeviceKeys(stored: bad) }
        }
    }

    @Test func `the card holds the public halves`() throws {
        let keys = try Sample.keys(1)
        let card = keys.card(.link, expires: Instant(milliseconds: 5))
        #expect(card.signing.bytes == Bytes(keys.signing.publicKey.rawRepresentation))
        #expect(card.agreement.bytes == Bytes(keys.agreement.publicKey.rawRepresentation))
        #expect(card.expires == Instant(milliseconds: 5))
    }
}
