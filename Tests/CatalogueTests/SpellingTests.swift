import Catalogue
import Testing

@Suite("Misspelt words")
struct SpellingTests {
    private let words = ["status", "show", "skip", "sync", "prompts", "ask"]

    @Test(arguments: [
        ("statsu", "status"), ("statu", "status"), ("shwo", "show"), ("promts", "prompts"), ("ak", "ask"), ("snyc", "sync"),
    ])
    func `a letter that is missing, too many, another or beside its place is seen through`(typed: String, meant: String) {
        #expect(Spelling.nearest(to: typed, among: words) == meant)
    }

    @Test(arguments: ["", "a", "start", "slow-down", "xyz"]) func `another word is not bent into one`(typed: String) {
        #expect(Spelling.nearest(to: typed, among: words) == nil)
    }
}
