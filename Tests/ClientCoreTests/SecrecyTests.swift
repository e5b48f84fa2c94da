import ClientCore
import LocalStore
import Models
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("Before the reveal, nobody but its author reads an answer", .onOwnThreads)
struct SecrecyTests {
    @Test(arguments: RevealMode.allCases)
    func `the partner's words are in no reply, and the body is not either, until both have sealed`(mode: RevealMode) throws {
        let couple = try TestPair()
        try couple.ada.client.set(.reveal, to: mode.rawValue)
        _ = try couple.ada.client.seal(.firstWord, text: "A secret marker.")
        try couple.ada.sync()
        try couple.ben.sync()
        let changes = couple.ben.received.flatMap(\.changes)
        let seals = changes.compactMap {
            if case .record(let change) = $0, change.header.visibility == .sealed { change } else { nil }
        }
        #expect(seals.count == 1)
        for seal in seals {
            #expect(seal.body == nil)
            #expect(seal.ownKey == nil)
            #expect(seal.opening == nil)
        }
    }

    @Test func `no two versions share a content key`() throws {
        let couple = try TestPair()
        for text in ["Same.", "Other.", "Same."] {
            _ = try couple.ada.client.seal(.firstWord, text: text)
            try couple.ada.sync()
        }
        let seals = couple.ada.sentWrites.compactMap {
            if case .record(let write) = $0 { write.record.header.commitment } else { nil }
        }
        #expect(Set(seals).count == 3)
    }
}
