import Catalogue
import ClientCore
import Models
import ServerCore
import Support
import TestTraits
import Testing
import Wire

@Suite("Something in front of the server", .onOwnThreads)
struct ProxyTests {
    private let page = Bytes("<html><head><title>Sorry</title></head></html>".utf8)

    private func words(_ octets: Int, _ number: Int) -> String {
        "\(number) " + String(repeating: "All of it, and the garden. ", count: octets / 27)
    }

    private func prompts(_ home: TestHome, _ count: Int) throws -> [PromptID] {
        try home.client.prompts(deck: nil, search: nil).prefix(count).map(\.id)
    }

    @Test(
        arguments: [
            (401, ProxyReply.asksForPassword), (403, .refuses), (413, .takesLess), (429, .asksForPatience), (502, .reachesNoServer),
            (503, .isNotServing), (504, .waitedInVain), (522, .reachesNoServer), (404, nil), (500, nil), (200, nil),
        ] as [(Int, ProxyReply?)])
    func `what it answers in the server's place is named by its status`(status: Int, reply: ProxyReply?) throws {
        let couple = try TestPair()
        couple.ada.transport.rewrite = { _, _ in TransportReply(status: status, body: page) }
        let expected = reply.map { ClientError.proxy($0) } ?? .notTwofold
        #expect(try couple.ada.client.sync(budget: nil).stopped == expected)
        #expect(try couple.ada.examine().contains(.syncError(expected)))
        #expect(throws: expected) { try couple.ada.client.serverInfo() }
    }

    @Test(arguments: [60_000, 300_000])
    func `it takes less at once than is usual: what is sent becomes smaller until it goes through`(limit: Int) throws {
        let couple = try TestPair()
        let ids = try prompts(couple.ada, 24)
        for (number, id) in ids.enumerated() { try couple.ada.client.saveDraft(id, text: words(25_000, number)) }
        couple.ada.transport.proxyLimit = limit
        let report = try couple.ada.sync()
        #expect(report.pending == 0 && report.pushed >= ids.count)
        #expect(couple.ada.transport.transcript.allSatisfy { $0.request.count <= limit })
        #expect((1...5).contains(couple.ada.transport.tooLarge))
        #expect(try couple.ada.client.status().refused == 0)
        let phone = try couple.linkSecondDevice()
        for (number, id) in ids.enumerated() {
            #expect(try phone.client.show(id).rounds[0].draft?.text == words(25_000, number))
        }
    }

    @Test func `what is too large all by itself is named and kept, holds nothing else up, and goes through once it may`() throws {
        let couple = try TestPair()
        let ids = try prompts(couple.ada, 5)
        for (number, id) in ids.enumerated() {
            try couple.ada.client.saveDraft(id, text: words(number == 2 ? 90_000 : 900, number))
        }
        couple.ada.transport.proxyLimit = 40_000
        for _ in 1...2 {
            let report = try couple.ada.client.sync(budget: nil)
            #expect(report.stopped == nil && report.pending == 1)
            #expect(
                try couple.ada.explain().contains(.refused(.tooLargeForProxy, prompts: [ids[2]], count: 1, limit: nil)))
        }
        let notices = try couple.ada.client.takeNotices().map(\.notice).filter { $0 != .partnerJoined }
        #expect(notices == [.refused(code: .tooLargeForProxy, prompt: ids[2])])
        // Later changes aren't held up either.
        try couple.ada.client.saveDraft(ids[0], text: "Shorter.")
        #expect(try couple.ada.client.sync(budget: nil).pending == 1)
        couple.ada.transport.proxyLimit = nil
        #expect(try couple.ada.sync().pending == 0)
        #expect(try couple.linkSecondDevice().client.show(ids[2]).rounds[0].draft?.text == words(90_000, 2))
    }

    @Test func `of what is offered to another history nothing is left out: the sync ends, and goes on once it may`() throws {
        let couple = try TestPair()
        let id = try prompts(couple.ada, 1)[0]
        let old = couple.world.store.snapshot()
        try couple.ada.client.saveDraft(id, text: words(90_000, 0))
        try couple.ada.sync()
        couple.world.restore(old)
        couple.ada.transport.proxyLimit = 40_000
        for _ in 1...2 { #expect(try couple.ada.client.sync(budget: nil).stopped == .proxy(.takesLess)) }
        couple.ada.transport.proxyLimit = nil
        try couple.ada.sync()
        #expect(try couple.linkSecondDevice().client.show(id).rounds[0].draft?.text == words(90_000, 0))
    }
}
