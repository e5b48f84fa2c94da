import Catalogue
import ClientCore
import Models
import Support
import TestTraits
import Testing

@Suite("What is offered where something weighs", .onOwnThreads)
struct SuggestionTests {
    /// 2026-06-01, when worlds start.
    private static let june = Day(number: 20_605)

    @Test(arguments: Barrier.allCases) func `today's question about it is nothing to laugh about, on any day`(barrier: Barrier)
        throws
    {
        let client = try TestPair().ada.client
        for search in [DeckSearch.chosen, .all] {
            for day in 0..<8 as Range<Int64> {
                let view = try client.today(on: Self.june.advanced(by: day), about: barrier, in: search)
                let offered = try #require(view.instead)
                #expect(offered.barriers.contains(barrier.rawValue) && !Deck.light.contains(offered.deck))
            }
        }
    }

    @Test(arguments: Barrier.allCases) func `neither is what the trends suggest`(barrier: Barrier) throws {
        let couple = try TestPair()
        for home in [couple.ada, couple.ben] {
            _ = try home.client.checkIn(CheckIn(parsing: "\(barrier.rawValue) 9"))
            try home.sync()
        }
        try couple.ada.sync()
        let suggested = try couple.ada.client.trends().suggestions
        #expect(!suggested.isEmpty && suggested.allSatisfy { !Deck.light.contains($0.deck) })
    }

    @Test(arguments: Barrier.allCases) func `neither is what its name finds`(barrier: Barrier) throws {
        let client = try TestPair().ada.client
        let searched = try client.prompts(deck: nil, search: barrier.title).map(\.deck)
        #expect(!searched.isEmpty && !searched.contains("openers"))
        do throws(ClientError) {
            _ = try client.resolve(barrier.rawValue)
        } catch {
            guard case .ambiguousPrompt(_, let candidates) = error else { throw error }
            #expect(candidates.allSatisfy { !Deck.light.contains($0.deck) })
        }
    }
}
