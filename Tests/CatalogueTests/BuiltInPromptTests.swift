import Catalogue
import Testing

/// Rules for every prompt in every built-in deck.
@Suite("Every built-in prompt")
struct BuiltInPromptTests {
    private let prompts: [Prompt]

    init() throws {
        prompts = try Catalogue.builtIn().prompts
    }

    @Test func `ids and questions are unique`() {
        #expect(Set(prompts.map(\.id)).count == prompts.count)
        #expect(Set(prompts.map { $0.question.lowercased() }).count == prompts.count)
    }

    @Test func `a question has 8 to 30 words`() {
        for prompt in prompts {
            let words = prompt.question.split(whereSeparator: \.isWhitespace).count
            #expect((8...30).contains(words), "\(prompt.id) has \(words)")
        }
    }

    @Test func `a prompt asks one question, and ends with it`() {
        for prompt in prompts {
            #expect(prompt.question.hasSuffix("?"), "\(prompt.id)")
            #expect(prompt.question.count { $0 == "?" } == 1, "\(prompt.id)")
        }
    }

    @Test func `a question speaks to the reader`() {
        for prompt in prompts {
            #expect(!Self.words(prompt).isDisjoint(with: ["you", "your", "yours", "yourself"]), "\(prompt.id)")
        }
    }

    @Test func `an open question does not begin like one for yes or no`() {
        for prompt in prompts {
            let first = String(prompt.question.lowercased().prefix { $0.isLetter })
            let closed = ["do", "does", "did", "is", "are", "was", "were", "have", "has", "can", "could", "would", "will"]
            #expect(!closed.contains(first), "\(prompt.id)")
        }
    }

    @Test func `nothing presumes gender, marriage, children, a shared home, religion or sex, but where a deck is about it`() {
        let presuming: Set<String> = [
            "he", "she", "him", "her", "his", "hers", "man", "woman", "men", "women", "boyfriend", "girlfriend", "male", "female",
            "husband", "wife", "spouse", "marriage", "married", "wedding", "divorce", "fiance", "kids", "kid", "child", "children",
            "son", "daughter", "parenting", "pregnancy", "bedroom", "household", "roommate", "sex", "sexual", "sexually",
            "lovemaking", "orgasm", "god", "church", "prayer", "pray", "faith", "sin",
        ]
        let subjects: [String: Set<String>] = ["parents": ["child", "children"], "faith": ["faith", "prayer"]]
        for prompt in prompts {
            let words = Self.words(prompt).subtracting(subjects[prompt.id.deck] ?? [])
            #expect(words.isDisjoint(with: presuming), "\(prompt.id)")
        }
    }

    @Test func `nothing diagnoses`() {
        let clinical: Set<String> = [
            "disorder", "symptom", "symptoms", "diagnosis", "trauma", "traumatic", "anxiety", "depression", "narcissist",
            "avoidant", "codependent", "therapy", "patient", "toxic", "autism", "autistic", "adhd",
        ]
        for prompt in prompts { #expect(Self.words(prompt).isDisjoint(with: clinical), "\(prompt.id)") }
    }

    @Test func `nothing needs a British ear`() {
        let words: Set<String> = [
            "somebody", "anybody", "nobody", "everybody", "till", "fortnight", "whilst", "queue", "cross", "row", "posted",
        ]
        for prompt in prompts { #expect(Self.words(prompt).isDisjoint(with: words), "\(prompt.id)") }
    }

    @Test func `in no deck does every sentence have a pause in the middle`() throws {
        for deck in try Catalogue.builtIn().decks {
            let paused = deck.prompts.count { $0.question.contains(":") || $0.question.contains(" – ") }
            #expect(paused <= max(2, deck.prompts.count / 6), "\(deck.id)")
        }
    }

    // MARK: Gentleness

    @Test func `what can stir painful memories carries the gentle note`() {
        for prompt in prompts {
            let canStir = prompt.barriers.contains(.wounds) || prompt.barriers.contains(.shame) || prompt.depth == .deep
            #expect(!canStir || prompt.isGentle, "\(prompt.id)")
        }
    }

    @Test func `support is pointed to where it may be needed, and nowhere else`() {
        let strong = prompts.filter { $0.gentleness == .strong }
        #expect(Set(strong.map(\.id.deck)).isDisjoint(with: Deck.light.union(["appreciation", "dreams", "founding"])))
        #expect(strong.count >= 15 && strong.count <= prompts.count / 20)
        for name in ["honest-no", "sign-enough", "small-and-upset", "on-a-map", "real-say", "five-minutes-more", "if-unable"] {
            #expect(strong.contains { $0.id.name == name }, "\(name)")
        }
    }

    @Test func `light questions are not called painful`() {
        for prompt in prompts where prompt.depth == .light && Deck.light.contains(prompt.id.deck) {
            #expect(!prompt.isGentle, "\(prompt.id)")
        }
    }

    // MARK: Decks

    @Test func `there are twenty-six decks, and those for a certain life are asked only where they are chosen`() throws {
        let decks = try Catalogue.builtIn().decks
        let optional = ["distance", "desire", "beginnings", "years", "parents", "grief", "illness", "faith", "minds"]
        #expect(
            decks.map(\.id) == ["founding", "openers", "appreciation", "play"] + Barrier.allCases.map(\.rawValue)
                + ["repair", "dreams", "family", "money", "digital"] + optional)
        #expect(decks.filter(\.isOptIn).map(\.id) == optional)
        #expect(Set(Schedule.standardDecks) == Set(decks.filter { !$0.isOptIn }.map(\.id) + [Deck.ours]))
        #expect(decks.allSatisfy { !$0.about.isEmpty })
    }

    @Test func `a question a day lasts more than a year without any setting`() {
        let span = Schedule.standard.latest
        #expect(prompts.count { span.decks.contains($0.id.deck) && $0.depth <= span.depth } >= 365)
    }

    @Test func `each deck has enough to ask`() throws {
        let catalogue = try Catalogue.builtIn()
        #expect(prompts.count >= 400)
        for deck in catalogue.decks {
            let least =
                switch deck.id {
                case "founding": 15
                case "openers", "distance": 20
                case "appreciation", "play", "repair", "dreams", "family", "money", "digital", "desire": 25
                case _ where deck.isOptIn: 15
                default: 12
                }
            #expect(deck.prompts.count >= least, "\(deck.id)")
        }
    }

    @Test func `nothing is about a barrier where it is only to make you smile`() {
        for prompt in prompts where prompt.id.deck == "openers" || prompt.id.deck == "play" && prompt.depth == .light {
            #expect(prompt.barriers.isEmpty, "\(prompt.id)")
        }
    }

    @Test func `a barrier's deck speaks of it first, at every depth`() throws {
        for barrier in Barrier.allCases {
            let deck = try #require(try Catalogue.builtIn().deck(barrier.rawValue))
            #expect(deck.prompts.allSatisfy { $0.barriers.first == barrier }, "\(barrier)")
            #expect(Set(deck.prompts.map(\.depth)) == Set(Depth.allCases), "\(barrier)")
        }
    }

    @Test func `a name alone is enough, whatever the deck`() {
        #expect(Set(prompts.map(\.id.name)).count == prompts.count)
    }

    @Test func `every barrier is asked about`() {
        #expect(Set(prompts.flatMap(\.barriers)) == Set(Barrier.allCases))
    }

    private static func words(_ prompt: Prompt) -> Set<String> {
        Set(prompt.question.lowercased().split { !$0.isLetter }.map(String.init))
    }
}
