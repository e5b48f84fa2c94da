import ClientCore
import Models
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("A partner who calls themselves what they are not", .onOwnThreads)
struct NamesTests {
    @Test(
        .attacks(.nobodyWritesInYourName),
        arguments: [
            "You", " you ", "Y\\u200bou", "YOUR PARTNER", "Ada", "ada\\u2060", "", "   ", "\\u200b\\u2063", "\\u3164",
            String(repeating: "x", count: 190_000), String(repeating: "é", count: 101),
        ])
    func `is not called what would pass for somebody else, can't be seen, or has no end`(name: String) throws {
        let couple = try TestPair()
        let naming = RoundNaming(seed: try couple.ben.key(.personalSeed))
        let id = naming.record("name", "", of: try couple.ben.membership.partner)
        let document = #"{"name":{"name":"\#(name)"}}"#
        #expect(try couple.forge(document, id: id, owner: .author, by: couple.ben, as: couple.ben, seed: 7) == .applied)
        try couple.ada.sync()
        #expect(try couple.ada.client.status().partner == nil)
    }

    @Test(arguments: ["Ben", "Yousef", "Bén 🌱", "محمد"]) func `other names stand as they are`(name: String) throws {
        let couple = try TestPair()
        try couple.ben.client.set(.name, to: name)
        try couple.ben.sync()
        try couple.ada.sync()
        #expect(try couple.ada.client.status().partner == name)
    }
}
