import Models
import Support
import Testing
import Vault

@Suite("Names that only holders of a seed can compute")
struct RoundNamingTests {
    @Test func `both partners name a round alike, and each round differently`() {
        let (here, there) = (RoundNaming(seed: Sample.secret(1)), RoundNaming(seed: Sample.secret(1)))
        #expect(here.round(prompt: "founding/first-word", number: 1) == there.round(prompt: "founding/first-word", number: 1))
        let rounds = [
            here.round(prompt: "a", number: 1), here.round(prompt: "a", number: 2), here.round(prompt: "a", number: 12),
            here.round(prompt: "a1", number: 2), here.round(prompt: "b", number: 1),
            RoundNaming(seed: Sample.secret(2)).round(prompt: "a", number: 1),
        ]
        #expect(Set(rounds).count == rounds.count)
    }

    @Test func `a record's name tells kind, subject and author apart`() {
        let naming = RoundNaming(seed: Sample.secret(1))
        let names = [
            naming.record("draft", "x", of: nil), naming.record("draft", "x", of: Sample.id(1)),
            naming.record("draft", "x", of: Sample.id(2)),
            naming.record("draft", "y", of: nil), naming.record("draftx", "", of: nil), naming.record("", "draftx", of: nil),
            RoundNaming(seed: Sample.secret(2)).record("draft", "x", of: nil),
        ]
        #expect(Set(names).count == names.count)
        #expect(names[0] == naming.record("draft", "x", of: nil))
    }
}
