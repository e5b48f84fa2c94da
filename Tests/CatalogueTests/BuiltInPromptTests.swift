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

    @Test func `nothing presumes gender, marriage, children, a shared home, religion or sex`() {
        let presuming: Set<String> = [
            "he", "she", "him", "her", "his", "hers", "man", "woman", "men", "women", "boyfriend", "girlfriend", "male", "female",
            "husband", "wife", "spouse", "marriage", "married", "wedding", "divorce", "fiance", "kids", "kid", "child", "children",
            "son", "daughter", "parenting", "pregnancy", "bedroom", "household", "roommate", "sex", "sexual", "sexually",
            "lovemaking", "orgasm", "god", "church", "prayer", "pray", "faith", "sin",
        ]
        for prompt in prompts {
            #expect(Self.words(prompt).isDisjoint(with: presuming), "\(prompt.id)")
        }
    }

    @Test func `nothing diagnoses`() {
        let clinical: Set<String> = [
            "disorder", "symptom", "symptoms", "diagnosis", "trauma", "traumatic", "anxiety", "depression", "narcissist",
            "avoidant",
            "codependent", "therapy", "patient", "toxic",
        ]
        for prompt in prompts {
            #expect(Self.words(prompt).isDisjoint(with: clinical), "\(prompt.id)")
        }
    }

    @Test func `what can stir painful memories carries the gentle note`() {
        for prompt in prompts {
            let canStir = prompt.barriers.contains(.wounds) || prompt.barriers.contains(.shame) || prompt.depth == .deep
            #expect(!canStir || prompt.isGentle, "\(prompt.id)")
        }
        #expect(Prompt.gentleNote.contains("skipping it is always fine"))
    }

    @Test func `there are a founding deck, one for each barrier, openers and one for long distance`() throws {
        let decks = try Catalogue.builtIn().decks
        #expect(decks.map(\.id) == ["founding", "openers"] + Barrier.allCases.map(\.rawValue) + ["distance"])
        #expect(prompts.count >= 150)
        for barrier in Barrier.allCases {
            #expect(decks.first { $0.id == barrier.rawValue }?.prompts.count ?? 0 >= 12, "\(barrier)")
        }
        for id in ["openers", "distance"] { #expect(decks.first { $0.id == id }?.prompts.count ?? 0 >= 20, "\(id)") }
        #expect(decks.allSatisfy { !$0.about.isEmpty })
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

    /// Compares significant words, leaving out function words: two questions that share most of them ask the same thing.
    @Test func `no two prompts ask nearly the same`() {
        let small: Set<String> = [
            "the", "and", "you", "your", "yours", "yourself", "what", "which", "when", "where", "who", "how", "why", "would",
            "could",
            "does", "did", "that", "this", "these", "those", "with", "from", "for", "into", "about", "have", "has", "had", "was",
            "were", "are", "is", "it", "its", "they", "them", "their", "there", "than", "then", "though", "not", "but", "been",
            "being",
            "partner", "two", "somebody", "something", "think", "time", "day", "most", "make", "made", "one", "out", "like", "say",
            "after", "again", "even",
            "often", "usually", "much", "ever", "never", "last", "other", "each", "more", "without",
        ]
        let carried = prompts.map { ($0.id, Self.words($0).filter { $0.count > 2 && !small.contains($0) }) }
        for (index, (id, words)) in carried.enumerated() {
            for (other, otherWords) in carried.dropFirst(index + 1) {
                let shared = words.intersection(otherWords).count
                let smaller = min(words.count, otherWords.count)
                #expect(shared < 3 || Double(shared) < 0.6 * Double(smaller), "\(id) and \(other)")
            }
        }
    }

    @Test func `every barrier is asked about`() {
        #expect(Set(prompts.flatMap(\.barriers)) == Set(Barrier.allCases))
    }

    private static func words(_ prompt: Prompt) -> Set<String> {
        Set(prompt.question.lowercased().split { !$0.isLetter }.map(String.init))
    }
}
