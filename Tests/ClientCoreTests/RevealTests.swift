import ClientCore
import Support
import TestTraits
import Testing
import Vault

@Suite("Two partners answer apart and reveal together", .onOwnThreads)
struct RevealTests {
    @Test(arguments: RevealMode.allCases) func `both answers open on both sides, once both are sealed`(mode: RevealMode) throws {
        let couple = try TestPair()
        for home in [couple.ada, couple.ben] { try home.client.set(.reveal, to: mode.rawValue) }
        _ = try couple.ada.client.seal(.firstWord, text: "Safety.")
        #expect(try couple.ada.client.show(.firstWord).rounds[0].state == .sealedByMe)
        try couple.ada.sync()
        try couple.ben.sync()
        let before = try couple.ben.client.show(.firstWord).rounds[0]
        #expect(before.state == .sealedByPartner)
        #expect(before.theirs == nil)

        _ = try couple.ben.client.seal(.firstWord, text: "Warmth.")
        try couple.ben.sync()
        try couple.ada.sync()
        try couple.ben.sync()
        for (home, mine, theirs) in [(couple.ada, "Safety.", "Warmth."), (couple.ben, "Warmth.", "Safety.")] {
            let round = try home.client.show(.firstWord).rounds[0]
            #expect(round.state == .revealed)
            #expect(round.mine?.text == mine)
            #expect(round.theirs?.text == theirs)
            #expect(try home.client.opened().map(\.prompt) == [.firstWord])
        }
    }

    @Test func `whoever joins from a home of their own still reveals as was set there`() throws {
        let world = try World()
        let (ada, ben) = (try TestHome(world, seed: 1), try TestHome(world, seed: 2))
        for (home, name) in [(ada, "Ada"), (ben, "Ben")] {
            try home.client.initialise(name: name, deviceName: "desk", server: ServerSetting(parsing: World.address))
        }
        try ben.client.set(.reveal, to: "handshake")
        try ben.client.join(PaperCode(parsing: ada.client.invite().text), name: nil, deviceName: "desk")
        #expect(try ben.client.status().reveal == .handshake)
        for home in [ben, ada, ben] { try home.sync() }
        _ = try ben.client.seal(.firstWord, text: "Warmth.")
        try ben.sync()
        _ = try ada.client.seal(.firstWord, text: "Safety.")
        // What went out before holds no opening, so the server can't reveal it by itself.
        for home in [ada, ada] { try home.sync() }
        #expect(try ada.client.show(.firstWord).rounds[0].state == .sealedByBoth)
        for home in [ben, ada] { try home.sync() }
        #expect(try ada.client.show(.firstWord).rounds[0].state == .revealed)
    }

    @Test func `both see the same fingerprint and each other's name`() throws {
        let couple = try TestPair()
        #expect(try couple.ada.client.fingerprint() == couple.ben.client.fingerprint())
        #expect(try couple.ada.client.status().partner == "Ben")
        #expect(try couple.ben.client.status().partner == "Ada")
        #expect(try couple.ada.client.status().pending == 0)
    }

    @Test func `words that came after both had sealed are sealed in the next round without being typed again`() throws {
        let couple = try TestPair()
        for (home, text) in [(couple.ada, "a"), (couple.ben, "b")] {
            _ = try home.client.seal(.firstWord, text: text)
            try home.sync()
        }
        try couple.ada.sync()
        try couple.ada.client.saveDraft(.firstWord, text: "late")
        #expect(try couple.ada.client.again(.firstWord).number == 2)
        #expect(try couple.ada.client.seal(.firstWord, text: nil) == .sealed)
        let view = try couple.ada.client.show(.firstWord)
        #expect(view.rounds.map(\.draft?.text) == [nil, nil])
        #expect(view.rounds[1].mine?.text == "late")
    }
}
