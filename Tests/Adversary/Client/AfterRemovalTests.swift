import Catalogue
import ClientCore
import Models
import ServerCore
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("What a removal leaves behind", .onOwnThreads)
struct AfterRemovalTests {
    private let prompt: PromptID = "founding/first-word"

    /// Ada removes her phone, which seals between what her desk fetched last and the arrival of the removal. Ben has sealed before.
    ///
    /// - Parameter wrote: what Ada sealed on her desk, before the phone's seal reached it.
    private func sealedBeforeRemoval(_ wrote: String? = nil) throws -> TestPair {
        let couple = try TestPair()
        let (ada, ben) = (couple.ada, couple.ben)
        let phone = try couple.linkSecondDevice()
        _ = try ben.client.seal(prompt, text: "Ben's.")
        for home in [ben, ada, phone] { try home.sync() }
        try ada.client.removeDevice("phone")
        var exchanges = 0
        ada.transport.fault = { [prompt] route in
            guard route == .sync else { return .none }
            exchanges += 1
            if exchanges == 2 {
                _ = try? phone.client.seal(prompt, text: "The phone's.")
                for home in [phone, ben] { _ = try? home.client.sync(budget: nil) }
                if let wrote { _ = try? ada.client.seal(prompt, text: wrote) }
            }
            return .none
        }
        try ada.sync()
        ada.transport.fault = { _ in .none }
        try ben.sync()
        #expect(try ben.round(prompt).theirs?.text == "The phone's.")
        return couple
    }

    @Test(.attacks(.nothingIsLost), .shows(.unknownWords))
    func `an answer that the removed device sealed in time to be revealed doesn't count for its owner; the next round starts`()
        throws
    {
        let couple = try sealedBeforeRemoval()
        let (ada, ben) = (couple.ada, couple.ben)
        try ada.sync()
        #expect(try ada.noticesTaken().contains(.sealedByRemoved(prompt: prompt)))
        #expect(try ada.client.findings(after: nil).contains(.signedByRemoved(1, devices: ["phone"])))
        #expect(try ada.round(prompt).mine == nil)
        _ = try ada.client.seal(prompt, text: "Ada's own.")
        try ada.sync()
        #expect(try ada.client.status().pending == 0)
        try ben.sync()
        #expect(try ben.round(prompt, 1).state == .sealedByPartner)
        _ = try ben.client.seal(prompt, text: "Ben's again.")
        for home in [ben, ada] { try home.sync() }
        #expect(try ada.round(prompt, 1).theirs?.text == "Ben's again.")
        #expect(try ben.round(prompt, 1).theirs?.text == "Ada's own.")
    }

    @Test(.attacks(.nothingIsLost))
    func `what its owner had sealed meanwhile becomes the draft of that round`() throws {
        let couple = try sealedBeforeRemoval("Ada's, on the desk.")
        let ada = couple.ada
        for _ in 0..<2 { try ada.sync() }
        #expect(try ada.client.status().pending == 0)
        #expect(try ada.round(prompt, 1).draft?.text == "Ada's, on the desk.")
        #expect(try ada.round(prompt, 1).state == .open)
    }

    @Test(.shows(.unknownWords))
    func `a partner who removes a device and lets nothing stand takes its answers from devices linked later, which say why`() throws
    {
        let couple = try TestPair()
        let (ada, ben) = (couple.ada, couple.ben)
        let phone = try couple.linkSecondDevice()
        _ = try phone.client.seal(prompt, text: "The phone's.")
        try phone.sync()
        _ = try ben.client.seal(prompt, text: "Ben's.")
        for home in [ben, ada] { try home.sync() }
        let removal = try ada.entry(.remove(device: phone.membership.device, standing: []))
        let write = Write.entry(EntryWrite(partner: try ada.membership.partner, entry: removal, offered: true))
        #expect(try ada.wire(couple.world).sync([write], offering: true).outcomes == [.applied])
        try ben.sync()
        let later = try couple.linkSecondDevice(of: ben, seed: 4)
        try later.sync()
        #expect(try ben.round(prompt).theirs?.text == "The phone's.")
        #expect(try later.round(prompt).theirs == nil)
        #expect(try later.round(prompt).mine?.text == "Ben's.")
        #expect(try later.noticesTaken().contains { if case .notBelieved("removed", _) = $0 { true } else { false } })
        let device = try phone.membership.device.short
        #expect(try later.client.findings(after: nil).contains(.signedByRemoved(1, devices: [device])))
    }
}
