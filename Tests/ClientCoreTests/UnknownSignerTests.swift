import ClientCore
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("A seal may reach the partner before the entry that enlists its signer", .onOwnThreads)
struct UnknownSignerTests {
    /// With one change to a page, the seal also comes a page before the entry.
    @Test(arguments: [1, Limits().changes])
    func `a seal that a newer machine replaced is seen, and nothing is said not to be genuine`(changes: Int) throws {
        let couple = try TestPair(World(limits: Limits(changes: changes)))
        _ = try couple.ada.client.seal(.firstWord, text: "On the desk.")
        try couple.ada.sync()
        // The seal has its position in Ben's feed; the new device's entry comes after it.
        let phone = try couple.linkSecondDevice()
        couple.world.time.advance(seconds: 10)
        _ = try phone.client.seal(.firstWord, text: "On the phone.")
        try phone.sync()
        try couple.ben.sync()
        #expect(try couple.ben.client.show(.firstWord).rounds[0].state == .sealedByPartner)
        #expect(try couple.ben.client.takeNotices().map(\.notice).allSatisfy { $0 == .partnerJoined })
    }
}
