import Catalogue
import ClientCore
import Models
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("Drafts, skips and unseen withdrawals leave no trace with the partner", .onOwnThreads)
struct SilenceTests {
    /// What Ben receives, without times and cursors, which may differ.
    private func repliesToBen(_ adaDoes: @Sendable (TestPair) throws -> Void) throws -> [[Change]] {
        let couple = try TestPair()
        let before = couple.ben.received.count
        try adaDoes(couple)
        try couple.ada.sync()
        _ = try couple.ben.client.seal(.comingBack, text: "Ben's.")
        try couple.ben.sync()
        try couple.ben.sync()
        return couple.ben.received.dropFirst(before).map(\.changes)
    }

    @Test func `Ben's replies are the same whatever Ada does unseen`() throws {
        let silent = try repliesToBen { _ in }
        let busy = try repliesToBen { couple in
            let ada = couple.ada
            try ada.client.saveDraft(.firstWord, text: "A draft.")
            try ada.client.skip(.heldBack, undo: false)
            _ = try ada.client.seal(.smallStep, text: "Sealed, then taken back.")
            try ada.sync()
            _ = try ada.client.seal(.smallStep, text: "Sealed once more.")
            try ada.sync()
            try ada.client.withdraw(.smallStep)
        }
        #expect(silent.count == busy.count)
        #expect(silent.map(\.count) == busy.map(\.count))
    }

    @Test
    func `what Ada took back unseen is not to be told from the answer that she sealed in its place, once that is revealed`() throws
    {
        let couple = try TestPair()
        let prompt = PromptID.smallStep
        _ = try couple.ada.client.seal(prompt, text: "Sealed, then taken back.")
        try couple.ada.sync()
        try couple.ada.client.withdraw(prompt)
        try couple.ada.sync()
        _ = try couple.ada.client.seal(prompt, text: "Sealed for good.")
        try couple.ada.sync()
        _ = try couple.ben.client.seal(prompt, text: "Ben's.")
        try couple.ben.sync()
        let opener = try RecordDecryptor(ring: couple.ben.keyRing)
        let words = try couple.ben.received.flatMap(\.changes).compactMap { change -> String? in
            guard case .record(let record) = change, let body = record.body, let opening = record.opening else { return nil }
            return String(decoding: try opener.decryptAnswer(header: record.header, body: body, opening: opening), as: UTF8.self)
        }
        let hers = words.filter { $0.contains("Sealed for good.") }
        #expect(hers.count == 1)
        #expect(hers.allSatisfy { !$0.contains("edits") })
    }

    @Test func `a withdrawal that the partner saw coming is told to them`() throws {
        let couple = try TestPair()
        _ = try couple.ada.client.seal(.smallStep, text: "Sealed.")
        try couple.ada.sync()
        try couple.ben.sync()
        #expect(try couple.ben.client.show(.smallStep).rounds[0].state == .sealedByPartner)
        try couple.ada.client.withdraw(.smallStep)
        try couple.ada.sync()
        try couple.ben.sync()
        #expect(try couple.ben.client.show(.smallStep).rounds[0].state == .open)
    }
}
