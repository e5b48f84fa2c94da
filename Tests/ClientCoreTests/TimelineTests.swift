import ClientCore
import Models
import Support
import TestTraits
import Testing

@Suite("What is looked back on", .onOwnThreads)
struct TimelineTests {
    private func answer(_ home: TestHome, _ name: String, _ text: String) throws {
        _ = try home.client.seal("founding/\(name)", text: text)
        try home.sync()
    }

    /// One round is revealed, one waits for each partner, and one is a draft.
    private func couple() throws -> TestPair {
        let couple = try TestPair()
        try answer(couple.ada, "first-word", "The kettle in the kitchen.")
        try answer(couple.ben, "first-word", "Rain on the window.")
        couple.world.time.advance(seconds: 60)
        try answer(couple.ada, "felt-connected", "A secret of mine.")
        try answer(couple.ben, "hard-to-open", "A secret of theirs.")
        try couple.ada.client.saveDraft("founding/loudest-barrier", text: "A draft of mine.")
        try couple.ben.client.saveDraft("founding/loudest-barrier", text: "A draft of theirs.")
        for home in [couple.ada, couple.ben] { try home.sync() }
        return couple
    }

    @Test func `is searched whatever the case, the accents and the apostrophes`() throws {
        let couple = try TestPair()
        try answer(couple.ada, "first-word", "Notre café, d’où l’on voit.")
        try answer(couple.ben, "first-word", "x")
        try couple.ada.sync()
        for search in ["CAFE", "d'ou", "café l'on", "cafe\u{301}"] {
            #expect(try couple.ada.client.timeline(search: search).count == 1, "\(search)")
        }
        #expect(try couple.ada.client.timeline(search: "chocolat").isEmpty)
    }

    @Test func `is what is open, the latest last`() throws {
        let couple = try couple()
        #expect(try couple.ada.client.timeline(search: nil).map(\.prompt) == [.firstWord])
        try answer(couple.ben, "felt-connected", "Found.")
        try couple.ada.sync()
        let prompts = try couple.ada.client.timeline(search: "").map(\.prompt)
        #expect(prompts == [.firstWord, "founding/felt-connected"])
    }

    @Test(arguments: [
        ("KETTLE kitchen", ["first-word"]), ("rain", ["first-word"]), ("secret", ["felt-connected"]),
        ("draft", ["loudest-barrier"]),
        ("kettle rain", ["first-word"]), ("kettle secret", []), ("socks", ["first-word"]), ("intimacy comes", ["first-word"]),
        ("founding", []),
    ])
    func `a search finds in any voice all that one may read, one's own unopened words included`(words: String, names: [String])
        throws
    {
        let couple = try couple()
        try couple.ben.client.reflect(.firstWord, round: nil, text: "And the socks.")
        for home in [couple.ben, couple.ada] { try home.sync() }
        #expect(try couple.ada.client.timeline(search: words).map(\.prompt) == names.map { "founding/\($0)" })
    }

    @Test(arguments: ["theirs", "of theirs"]) func `a search finds nothing that one may not read`(words: String) throws {
        let couple = try couple()
        #expect(try couple.ada.client.timeline(search: words).isEmpty)
        #expect(try couple.ben.client.timeline(search: words).count == 2)
    }
}
