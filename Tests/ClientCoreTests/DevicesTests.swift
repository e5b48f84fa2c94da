import Catalogue
import ClientCore
import LocalStore
import Models
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("A partner's devices, and codes on paper", .onOwnThreads)
struct DevicesTests {
    private func keysWritten(by home: TestHome) -> [KeyID] {
        home.sentWrites.compactMap { write in
            guard case .record(let write) = write else { return nil }
            return write.record.header.key
        }
    }

    @Test func `a linked device reads what its partner wrote before and after`() throws {
        let couple = try TestPair()
        _ = try couple.ada.client.seal(.firstWord, text: "Before.")
        try couple.ada.client.saveDraft(.smallStep, text: "A draft.")
        try couple.ada.sync()
        let phone = try couple.linkSecondDevice()
        #expect(try phone.client.show(.firstWord).rounds[0].mine?.text == "Before.")
        #expect(try phone.client.show(.smallStep).rounds[0].draft?.text == "A draft.")
        #expect(try phone.client.status().name == "Ada")
        _ = try phone.client.seal(.smallStep, text: "From the phone.")
        try phone.sync()
        try couple.ada.sync()
        #expect(try couple.ada.client.show(.smallStep).rounds[0].mine?.text == "From the phone.")
        #expect(try couple.ada.client.devices().filter(\.isLive).map(\.name) == ["desk", "phone"])
    }

    @Test(arguments: [false, true]) func `what was revealed before a device was linked or recovered counts as read there`(
        byKit: Bool
    ) throws {
        let couple = try TestPair.opened()
        for name: PromptID in [.smallStep, .heldBack] {
            for home in [couple.ada, couple.ben] {
                _ = try home.client.seal(name, text: "Words.")
                try home.sync()
            }
        }
        try couple.ada.sync()
        let code = try byKit ? couple.ada.client.makeKit(replacing: false) : couple.ada.client.link()
        let phone = try TestHome(couple.world, seed: 3)
        let read = try PaperCode(parsing: code.text)
        try byKit ? phone.client.recover(read, deviceName: "phone") : phone.client.useLink(read, deviceName: "phone")
        try phone.sync()
        #expect(try phone.client.timeline(search: nil).count == 3)
        #expect(try phone.client.opened().isEmpty && phone.client.status().opened.isEmpty)
        // On the device where nothing was read, it is still new; and what is revealed from now on is new on both.
        #expect(try couple.ada.client.opened().count == 2)
        for home in [couple.ada, couple.ben] {
            _ = try home.client.seal("founding/felt-connected", text: "Later.")
            try home.sync()
        }
        try phone.sync()
        #expect(try phone.client.opened().map(\.prompt) == ["founding/felt-connected"])
    }

    @Test
    func `a machine that came by a link code is not cut off when the machine that printed the code comes back a day later`() throws
    {
        let couple = try TestPair()
        let phone = try TestHome(couple.world, seed: 3)
        try phone.client.useLink(PaperCode(parsing: couple.ada.client.link().text), deviceName: "phone")
        couple.world.time.advance(seconds: 86_400)
        try couple.ada.sync()
        _ = try phone.client.seal(.firstWord, text: "From the phone.")
        try phone.sync()
        try couple.ada.sync()
        #expect(try couple.ada.client.show(.firstWord).rounds[0].mine?.text == "From the phone.")
        #expect(try couple.ada.client.devices().filter(\.isLive).count == 2)
    }

    @Test func `a code that nobody used is ended at a later sync`() throws {
        let couple = try TestPair()
        _ = try couple.ada.client.link()
        couple.world.time.advance(seconds: 3_600)
        try couple.ada.sync()
        #expect(try couple.ada.client.devices().filter(\.isLive).count == 1)
    }

    @Test
    func `a machine that the partner had not heard of when they made a key is given the key by the first of its own kind to sync`()
        throws
    {
        let couple = try TestPair()
        _ = try couple.linkSecondDevice()
        let tablet = try TestHome(couple.world, seed: 4)
        try tablet.client.useLink(PaperCode(parsing: couple.ben.client.link().text), deviceName: "tablet")
        try couple.ben.sync()
        _ = try couple.ada.client.ask("What did you dream?")
        try couple.ada.sync()
        try couple.ben.sync()
        try tablet.sync()
        #expect(try tablet.client.prompts(deck: "ours", search: nil).map(\.question) == ["What did you dream?"])
    }

    @Test func `after a machine ended, the partner writes under a key that it lacks, even if they never knew it had one`() throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        try couple.ada.client.removeDevice("phone")
        try couple.ada.sync()
        _ = try couple.ben.client.ask("What did you dream?")
        try couple.ben.sync()
        try couple.ben.sync()
        _ = try couple.ben.client.ask("What did you hope?")
        try couple.ben.sync()
        let held = try Set(phone.store.read { try $0.grants() }.map(\.key))
        let keys = keysWritten(by: couple.ben)
        #expect(keys.last.map { !held.contains($0) } == true)
    }

    @Test(arguments: 4...6)
    func `whoever hears of a machine's coming and going page by page writes under no key that it holds`(changes: Int) throws {
        let couple = try TestPair(World(limits: Limits(changes: changes)))
        let before = keysWritten(by: couple.ben).count
        let phone = try couple.linkSecondDevice()
        try couple.ada.client.removeDevice("phone")
        try couple.ada.sync()
        _ = try couple.ben.client.ask("What did you dream?")
        try couple.ben.sync()
        let held = try Set(phone.store.read { try $0.grants() }.map(\.key))
        let keys = keysWritten(by: couple.ben).dropFirst(before)
        #expect(!keys.isEmpty)
        #expect(held.isDisjoint(with: keys))
    }

    @Test func `what a new machine writes first, it writes under a key that no ended device holds`() throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        try couple.ada.client.removeDevice("phone")
        let tablet = try TestHome(couple.world, seed: 4)
        try tablet.client.useLink(PaperCode(parsing: couple.ada.client.link().text), deviceName: "tablet")
        let held = try Set(phone.store.read { try $0.grants() }.map(\.key))
        let keys = keysWritten(by: tablet)
        #expect(!keys.isEmpty)
        #expect(held.isDisjoint(with: keys))
    }

    @Test func `a draft for the next round is seen on the partner's other devices`() throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        _ = try couple.ada.client.seal(.firstWord, text: "Ada's.")
        try couple.ada.sync()
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's.")
        try couple.ben.sync()
        try couple.ada.sync()
        _ = try couple.ada.client.again(.firstWord)
        try couple.ada.client.saveDraft(.firstWord, text: "A second thought.")
        try couple.ada.sync()
        try phone.sync()
        #expect(try phone.client.show(.firstWord).rounds.last?.draft?.text == "A second thought.")
    }

    @Test func `a link code works once`() throws {
        let couple = try TestPair()
        let code = try PaperCode(parsing: couple.ada.client.link().text)
        try TestHome(couple.world, seed: 3).client.useLink(code, deviceName: "phone")
        #expect(throws: ClientError.codeUnknown) {
            try TestHome(couple.world, seed: 4).client.useLink(code, deviceName: "thief")
        }
    }

    @Test func `the kit brings everything back where the only machine is lost, and stays good`() throws {
        let couple = try TestPair()
        let kit = try PaperCode(parsing: couple.ada.client.makeKit(replacing: false).text)
        _ = try couple.ada.client.seal(.firstWord, text: "Mine.")
        try couple.ada.client.saveDraft(.smallStep, text: "A draft.")
        try couple.ada.sync()
        _ = try couple.ben.client.seal(.firstWord, text: "Yours.")
        try couple.ben.sync()
        try couple.ada.client.checkKit(kit)
        for seed in [7, 8] as [UInt64] {
            let fresh = try TestHome(couple.world, seed: seed)
            try fresh.client.recover(kit, deviceName: "new")
            let round = try fresh.client.show(.firstWord).rounds[0]
            #expect(round.mine?.text == "Mine.")
            #expect(round.theirs?.text == "Yours.")
            #expect(try fresh.client.show(.smallStep).rounds[0].draft?.text == "A draft.")
            #expect(try fresh.client.setting(.reveal) == "handshake")
        }
    }

    @Test func `a replaced kit is good for nothing`() throws {
        let couple = try TestPair()
        let old = try PaperCode(parsing: couple.ada.client.makeKit(replacing: false).text)
        #expect(throws: ClientError.kitExists) { try couple.ada.client.makeKit(replacing: false) }
        let new = try PaperCode(parsing: couple.ada.client.makeKit(replacing: true).text)
        #expect(throws: ClientError.codeUnknown) { try couple.ada.client.checkKit(old) }
        try couple.ada.client.checkKit(new)
    }

    @Test func `a removed device is cut off, and what it wrote before stands`() throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        _ = try phone.client.seal(.firstWord, text: "From the phone.")
        try phone.sync()
        try couple.ada.sync()
        try couple.ada.client.removeDevice("phone")
        try couple.ada.sync()
        #expect(throws: ClientError.deviceRemoved) { try phone.sync() }
        #expect(throws: ClientError.deviceRemoved) { try phone.client.saveDraft(.firstWord, text: "Too late.") }
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's.")
        try couple.ben.sync()
        #expect(try couple.ben.client.show(.firstWord).rounds[0].theirs?.text == "From the phone.")
    }
}
