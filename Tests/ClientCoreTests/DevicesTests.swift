import ClientCore
import Support
import Testing
import Vault

@Suite("A partner's devices, and codes on paper")
struct DevicesTests {
    private let prompt = "founding/first-word"

    @Test("A linked device reads what its partner wrote before and after")
    func linkedDeviceReads() async throws {
        try await offThePool {
            let couple = try TestPair()
            _ = try couple.ada.client.seal(prompt, text: "Before.")
            try couple.ada.client.saveDraft("founding/small-step", text: "A draft.")
            try couple.ada.sync()
            let phone = try couple.linkSecondDevice()
            #expect(try phone.client.show(prompt).rounds[0].mine?.text == "Before.")
            #expect(try phone.client.show("founding/small-step").rounds[0].draft?.text == "A draft.")
            #expect(try phone.client.status().name == "Ada")
            _ = try phone.client.seal("founding/small-step", text: "From the phone.")
            try phone.sync()
            try couple.ada.sync()
            #expect(try couple.ada.client.show("founding/small-step").rounds[0].mine?.text == "From the phone.")
            #expect(try couple.ada.client.devices().filter(\.isLive).map(\.name) == ["desk", "phone"])
        }
    }

    @Test("A link code works once")
    func linkCodeWorksOnce() async throws {
        try await offThePool {
            let couple = try TestPair()
            let code = try PaperCode(parsing: couple.ada.client.link().text)
            try TestHome(couple.world, seed: 3).client.useLink(code, deviceName: "phone")
            #expect(throws: ClientError.codeUnknown) {
                try TestHome(couple.world, seed: 4).client.useLink(code, deviceName: "thief")
            }
        }
    }

    @Test("The kit brings everything back where the only machine is lost, and stays good")
    func kitRecovers() async throws {
        try await offThePool {
            let couple = try TestPair()
            let kit = try PaperCode(parsing: couple.ada.client.makeKit(replacing: false).text)
            _ = try couple.ada.client.seal(prompt, text: "Mine.")
            try couple.ada.client.saveDraft("founding/small-step", text: "A draft.")
            try couple.ada.sync()
            _ = try couple.ben.client.seal(prompt, text: "Yours.")
            try couple.ben.sync()
            try couple.ada.client.checkKit(kit)
            for seed in [7, 8] as [UInt64] {
                let fresh = try TestHome(couple.world, seed: seed)
                try fresh.client.recover(kit, deviceName: "new")
                let round = try fresh.client.show(prompt).rounds[0]
                #expect(round.mine?.text == "Mine.")
                #expect(round.theirs?.text == "Yours.")
                #expect(try fresh.client.show("founding/small-step").rounds[0].draft?.text == "A draft.")
                #expect(try fresh.client.setting(.reveal) == "handshake")
            }
        }
    }

    @Test("A replaced kit is good for nothing")
    func replacedKit() async throws {
        try await offThePool {
            let couple = try TestPair()
            let old = try PaperCode(parsing: couple.ada.client.makeKit(replacing: false).text)
            #expect(throws: ClientError.kitExists) { try couple.ada.client.makeKit(replacing: false) }
            let new = try PaperCode(parsing: couple.ada.client.makeKit(replacing: true).text)
            #expect(throws: ClientError.codeUnknown) { try couple.ada.client.checkKit(old) }
            try couple.ada.client.checkKit(new)
        }
    }

    @Test("A removed device is cut off, and what it wrote before stands")
    func removedDevice() async throws {
        try await offThePool {
            let couple = try TestPair()
            let phone = try couple.linkSecondDevice()
            _ = try phone.client.seal(prompt, text: "From the phone.")
            try phone.sync()
            try couple.ada.sync()
            try couple.ada.client.removeDevice("phone")
            try couple.ada.sync()
            #expect(throws: ClientError.deviceRemoved) { try phone.sync() }
            #expect(throws: ClientError.deviceRemoved) { try phone.client.saveDraft(prompt, text: "Too late.") }
            _ = try couple.ben.client.seal(prompt, text: "Ben's.")
            try couple.ben.sync()
            #expect(try couple.ben.client.show(prompt).rounds[0].theirs?.text == "From the phone.")
        }
    }
}
