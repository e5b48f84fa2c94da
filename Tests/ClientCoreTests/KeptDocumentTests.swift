import Catalogue
import ClientCore
import LocalStore
import Models
import Support
import TestTraits
import Testing

@Suite("What is kept decrypted at home", .onOwnThreads)
struct KeptDocumentTests {
    private let prompts: [PromptID] = ["openers/small-joy", "openers/own-holiday"]

    @Test func `is shown for no other record, nor for another version of its own`() throws {
        let couple = try TestPair()
        for prompt in prompts { _ = try couple.ada.client.seal(prompt, text: "On \(prompt).") }
        try couple.ada.sync()
        try couple.ada.store.write { transaction in
            let seals = try transaction.records(of: .sealed, includingTombstones: false)
            let kept = seals.map(\.kept)
            for (held, other) in zip(seals, kept.reversed()) {
                var held = held
                held.kept = other
                try transaction.put(held)
            }
        }
        for prompt in prompts { #expect(try couple.ada.client.show(prompt).rounds.last?.mine?.text == "On \(prompt).") }
    }

    @Test func `goes with the words: what was withdrawn is not found any more`() throws {
        let couple = try TestPair()
        _ = try couple.ada.client.seal(prompts[0], text: "Words to take back.")
        try couple.ada.sync()
        try couple.ada.client.withdraw(prompts[0])
        try couple.ada.sync()
        let seals = try couple.ada.store.read { try $0.records(of: .sealed, includingTombstones: true) }
        #expect(seals.allSatisfy { $0.kept?.content.isEmpty != false })
    }
}
