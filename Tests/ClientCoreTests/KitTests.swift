import ClientCore
import LocalStore
import Models
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("A kit counts once its code has been shown, and whatever fails before that leaves nothing behind", .onOwnThreads)
struct KitTests {
    /// What a proxy says whose server didn't answer in time, although it was reached.
    private static let timedOut = TransportReply(status: 504, body: [])

    private func kits(_ home: TestHome) throws -> Int { try home.client.devices().filter { $0.kind == .kit && $0.isLive }.count }

    private func lose(_ home: TestHome, _ fault: NetworkFault?, at index: Int) {
        var count = -1
        home.transport.fault = { route in
            count += route == .sync ? 1 : 0
            return route == .sync && count == index ? fault ?? .none : .none
        }
        guard fault == nil else { return }
        home.transport.rewrite = { route, reply in route == .sync && count == index ? Self.timedOut : reply }
    }

    @Test(arguments: 0..<4, [NetworkFault.requestLost, .replyLost, .foreignReply, nil])
    func `an exchange that fails leaves the kit before it, and nothing that waits`(at index: Int, fault: NetworkFault?) throws {
        let couple = try TestPair()
        let ada = couple.ada
        for hasFormer in [false, true] {
            let former = try hasFormer ? PaperCode(parsing: ada.client.makeKit(replacing: true).text) : nil
            lose(ada, fault, at: index)
            let made = try? ada.client.makeKit(replacing: true)
            ada.transport.fault = { _ in .none }
            ada.transport.rewrite = { $1 }
            try ada.sync()
            try ada.sync()
            let (status, findings) = (try ada.client.status(), try ada.client.findings(after: nil))
            #expect(status.pending == 0 && status.refused == 0)
            #expect(findings.allSatisfy { $0.level != .problem })
            #expect(findings.contains(.kit(made != nil || hasFormer)))
            #expect(try kits(ada) == (made != nil || hasFormer ? 1 : 0))
            if let good = try made.map({ try PaperCode(parsing: $0.text) }) ?? former { try ada.client.checkKit(good) }
        }
    }

    @Test func `whose code couldn't be shown ends again, and the one before it works`() throws {
        let couple = try TestPair()
        let old = try PaperCode(parsing: couple.ada.client.makeKit(replacing: false).text)
        let unseen = try couple.ada.client.makeKit(replacing: true) { _ in false }
        try couple.ada.sync()
        try couple.ada.client.checkKit(old)
        #expect(throws: ClientError.codeUnknown) { try couple.ada.client.checkKit(PaperCode(parsing: unseen.text)) }
        #expect(try couple.ada.client.status().pending == 0)
    }

    @Test func `is none until its code has been shown, and ends the one before only then`() throws {
        let couple = try TestPair()
        let other = try couple.ada.counted().client
        try couple.ada.client.makeKit(replacing: false) { _ in
            #expect((try? other.findings(after: nil).contains(.kit(false))) == true)
            return true
        }
        let old = try PaperCode(parsing: couple.ada.client.makeKit(replacing: true).text)
        try couple.ada.client.makeKit(replacing: true) { new in
            #expect(throws: Never.self) {
                try other.checkKit(old)
                try other.checkKit(PaperCode(parsing: new.text))
            }
            return true
        }
        #expect(throws: ClientError.codeUnknown) { try couple.ada.client.checkKit(old) }
        #expect(try kits(couple.ada) == 1)
    }

    @Test func `a box for a kit that has ended, refused and kept by an earlier version, is given up at the next sync`() throws {
        let couple = try TestPair()
        let ada = couple.ada
        _ = try ada.client.makeKit(replacing: false)
        let former = try #require(try ada.membership.kit)
        _ = try ada.client.makeKit(replacing: true)
        try ada.store.write { transaction in
            let box = BoxWrite(locator: former.locator, kind: .kit, device: former.device, box: former.box)
            try transaction.append(
                OutboxEntry(
                    record: nil, intent: nil, wall: ada.clocks.wall, boot: ada.clocks.boot, write: .box(box),
                    refusal: .deviceNotAlive))
        }
        #expect(try ada.client.status().refused == 1)
        #expect(try ada.client.sync(budget: nil).pending == 0)
        #expect(try ada.client.findings(after: nil).allSatisfy { $0.level != .problem })
    }
}
