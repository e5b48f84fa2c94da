import ClientCore
import Foundation
import Models
import ServerCore
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("A server that lies about the time", .onOwnThreads, .attacks(.nothingIsLost), .shows(.time))
struct LyingTimeTests {
    static let lies: [Int64] = [
        .min, .min + 1, -1, 0, 1, 946_684_800_000, 4_102_444_800_000, 253_402_300_800_000, .max / 1000, .max - 1, .max,
    ]

    /// Makes every reply state the same time.
    private func lie(_ home: TestHome, _ milliseconds: Int64) {
        home.transport.rewrite = { _, reply in
            guard var fields = (try? JSONSerialization.jsonObject(with: Data(reply.body))) as? [String: Any] else { return reply }
            for field in ["time", "expires"] where fields[field] != nil { fields[field] = NSNumber(value: milliseconds) }
            guard let body = try? JSONSerialization.data(withJSONObject: fields) else { return reply }
            return TransportReply(status: reply.status, body: Bytes(body))
        }
    }

    @Test(arguments: lies) func `ends no client, poisons no stamp, and loses no words`(_ milliseconds: Int64) throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        lie(couple.ada, milliseconds)
        _ = try couple.ada.client.seal(.firstWord, text: "Under a false clock.")
        _ = try couple.ada.client.sync(budget: nil)
        _ = try? couple.ada.client.link()
        _ = try? couple.ada.client.invite()
        _ = try couple.ada.client.findings(after: nil)
        #expect(try couple.ada.round(.firstWord).mine?.text == "Under a false clock.")
        couple.ada.trustServer()
        couple.world.time.advance(seconds: 1_000)
        // From here on, everything works as if nothing had happened: the last writer wins.
        try couple.ada.sync()
        #expect(try couple.ada.client.status().pending == 0)
        #expect(try couple.ada.client.devices().allSatisfy { $0.kind != .link || !$0.isLive })
        try phone.sync()
        couple.world.time.advance(seconds: 10)
        _ = try phone.client.seal(.firstWord, text: "Later, on the phone.")
        try phone.sync()
        try couple.ada.sync()
        #expect(try couple.ada.round(.firstWord).mine?.text == "Later, on the phone.")
        couple.world.time.advance(seconds: 10)
        _ = try couple.ada.client.seal(.firstWord, text: "Last, on the desk.")
        try couple.ada.sync()
        try phone.sync()
        #expect(try phone.round(.firstWord).mine?.text == "Last, on the desk.")
        // And no more exchanges are needed than before.
        let before = couple.ada.transport.transcript.count
        couple.world.time.advance(seconds: 1)
        _ = try couple.ada.client.saveDraft(.smallStep, text: "A draft.")
        try couple.ada.sync()
        #expect(couple.ada.transport.transcript.count - before <= 4)
        _ = try couple.ben.client.seal(.firstWord, text: "Ben's.")
        try couple.ben.sync()
        #expect(try couple.ben.round(.firstWord).theirs?.text == "Last, on the desk.")
    }

    @Test func `that stands still, or goes backwards with every reply, keeps the order in which things were written`() throws {
        let couple = try TestPair()
        let phone = try couple.linkSecondDevice()
        for number in 1...4 {
            couple.world.time.advance(seconds: number.isMultiple(of: 2) ? 0 : -3_600)
            let home = number.isMultiple(of: 2) ? phone : couple.ada
            _ = try home.client.seal(.firstWord, text: "Version \(number).")
            try home.sync()
            for home in [couple.ada, phone] { try home.sync() }
            #expect(try couple.ada.round(.firstWord).mine?.text == "Version \(number).")
            #expect(try phone.round(.firstWord).mine?.text == "Version \(number).")
        }
    }
}
