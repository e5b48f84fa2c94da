import ClientCore
import Models
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("Sizes of requests and replies", .onOwnThreads)
struct SizeTests {
    /// Text of approximately this many bytes.
    private func words(_ octets: Int, _ number: Int) -> String {
        "\(number) " + String(repeating: "All of it, and the garden. ", count: octets / 27)
    }

    /// A reply is a page plus its envelope; a request has to pass a proxy that allows one mebibyte.
    private func expectSmall(_ homes: [TestHome]) {
        for line in homes.flatMap(\.transport.transcript) {
            #expect(line.reply.count <= 1024 * 1024 + 20_000)
            #expect(line.request.count <= 768 * 1024)
        }
    }

    @Test func `a partner who shares much keeps nobody from syncing, linking and leaving`() throws {
        let couple = try TestPair()
        for home in [couple.ada, couple.ben] {
            _ = try home.client.seal(.firstWord, text: "Words.")
            try home.sync()
        }
        try couple.ada.sync()
        let count = 24
        for number in 0..<count {
            try couple.ada.client.reflect(.firstWord, round: nil, text: words(185_000, number))
        }
        try couple.ada.sync()
        try couple.ben.sync()
        let said = try couple.ben.client.show(.firstWord).rounds[0]
        #expect(said.reflections.count == count)
        let tablet = try couple.linkSecondDevice(of: couple.ben)
        #expect(try tablet.client.show(.firstWord).rounds[0].reflections.count == count)
        try couple.ben.client.leave()
        expectSmall([couple.ada, couple.ben, tablet])
    }

    @Test func `much that was brought in is sent and linked in small parts`() throws {
        let couple = try TestPair()
        let prompts = try couple.ada.client.prompts(deck: nil, search: nil).prefix(30).map(\.id)
        for (number, id) in prompts.enumerated() {
            try couple.ada.client.saveDraft(id, text: words(120_000, number))
        }
        try couple.ada.sync()
        let phone = try couple.linkSecondDevice()
        for (number, id) in prompts.enumerated() {
            #expect(try phone.client.show(id).rounds[0].draft?.text == words(120_000, number))
        }
        expectSmall([couple.ada, phone])
    }
}
