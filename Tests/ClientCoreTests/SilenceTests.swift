import ClientCore
import Models
import Support
import Testing
import Wire

@Suite("Drafts, skips and unseen withdrawals leave no trace with the partner")
struct SilenceTests {
    /// What Ben receives, without time and cursors, which may differ.
    private func repliesToBen(_ adaDoes: @Sendable (TestPair) throws -> Void) throws -> [[Change]] {
        let couple = try TestPair()
        let before = couple.ben.received.count
        try adaDoes(couple)
        try couple.ada.sync()
        _ = try couple.ben.client.seal("founding/coming-back", text: "Ben's.")
        try couple.ben.sync()
        try couple.ben.sync()
        return couple.ben.received.dropFirst(before).map(\.changes)
    }

    @Test("Ben's replies are the same whatever Ada does unseen")
    func sameReplies() async throws {
        try await offThePool {
            let silent = try repliesToBen { _ in }
            let busy = try repliesToBen { couple in
                let ada = couple.ada
                try ada.client.saveDraft("founding/first-word", text: "A draft.")
                try ada.client.skip("founding/held-back", undo: false)
                _ = try ada.client.seal("founding/small-step", text: "Sealed, then taken back.")
                try ada.sync()
                _ = try ada.client.seal("founding/small-step", text: "Sealed once more.")
                try ada.sync()
                try ada.client.withdraw("founding/small-step")
            }
            #expect(silent.count == busy.count)
            #expect(silent.map(\.count) == busy.map(\.count))
        }
    }

    @Test("A withdrawal that the partner saw coming is told to them")
    func seenWithdrawal() async throws {
        try await offThePool {
            let couple = try TestPair()
            _ = try couple.ada.client.seal("founding/small-step", text: "Sealed.")
            try couple.ada.sync()
            try couple.ben.sync()
            #expect(try couple.ben.client.show("founding/small-step").rounds[0].state == .sealedByPartner)
            try couple.ada.client.withdraw("founding/small-step")
            try couple.ada.sync()
            try couple.ben.sync()
            #expect(try couple.ben.client.show("founding/small-step").rounds[0].state == .open)
        }
    }
}
