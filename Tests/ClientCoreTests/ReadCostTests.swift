import Catalogue
import ClientCore
import LocalStore
import Models
import Support
import TestTraits
import Testing

/// Costs are counted in rows read, as in `SyncCostTests`.
@Suite("What is shown costs what is in it, whatever the home holds", .onOwnThreads)
struct ReadCostTests {
    enum Command: CaseIterable {
        case show, opened, status
    }

    @Test(arguments: Command.allCases)
    func `one question, what has opened, and the overview cost the same on a home of much`(command: Command) throws {
        let (little, much) = (try rowsRead(by: command, with: 4), try rowsRead(by: command, with: 40))
        #expect(much <= little + 5)
    }

    /// - Parameter size: the number of reflections on one revealed question, and of drafts for others.
    private func rowsRead(by command: Command, with size: Int) throws -> Int {
        let couple = try TestPair()
        for home in [couple.ada, couple.ben] { _ = try home.client.seal(Self.prompt, text: "Words.") }
        _ = try couple.ada.client.seal(Self.other, text: "Other words.")
        _ = try couple.ben.client.seal(Self.other, text: "Other words.")
        for home in [couple.ada, couple.ben, couple.ada] { try home.sync() }
        for number in 0..<size { try couple.ben.client.reflect(Self.other, round: nil, text: "Said \(number).") }
        for home in [couple.ben, couple.ada] { try home.sync() }
        for opened in try couple.ada.client.opened() {
            try couple.ada.client.markLookedAt(RoundReference(prompt: opened.prompt, number: opened.number))
        }
        let (client, home) = try couple.ada.counted()
        switch command {
        case .show: #expect(try client.show(Self.prompt).rounds.last?.theirs != nil)
        case .opened: #expect(try client.opened().isEmpty)
        case .status: #expect(try client.status().pending == 0)
        }
        return home.rowsRead
    }

    @Test func `a home of an earlier version shows the same before and after what it holds is kept decrypted`() throws {
        let couple = try TestPair()
        _ = try couple.ada.client.ask("What did we forget?")
        for home in [couple.ada, couple.ben] { _ = try home.client.seal(Self.prompt, text: "Words.") }
        for home in [couple.ada, couple.ben, couple.ada] { try home.sync() }
        try couple.ben.client.reflect(Self.prompt, round: nil, text: "Said.")
        for home in [couple.ben, couple.ada] { try home.sync() }
        let before = try couple.ada.client.export()
        // As an earlier version leaves it.
        try couple.ada.store.write { transaction in
            for visibility in Visibility.allCases {
                for var held in try transaction.records(of: visibility, includingTombstones: true) {
                    held.kept = nil
                    try transaction.put(held)
                }
            }
            try transaction.setValue(nil, for: "expected-for")
        }
        #expect(try couple.ada.client.export() == before)
        try couple.ada.sync()
        #expect(try couple.ada.client.export() == before)
        let isKept = try couple.ada.store.read { reader in
            try Visibility.allCases.flatMap { try reader.records(of: $0, includingTombstones: false) }.allSatisfy {
                $0.kept != nil
            }
        }
        #expect(isKept)
    }

    private static let prompt: PromptID = "openers/small-joy"
    private static let other: PromptID = "openers/own-holiday"
}
