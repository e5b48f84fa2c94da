import Catalogue
import Testing

/// What holds for every prompt of every built-in deck.
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

    @Test func `every barrier is asked about`() {
        #expect(Set(prompts.flatMap(\.barriers)) == Set(Barrier.allCases))
    }

    private static func words(_ prompt: Prompt) -> Set<String> {
        Set(prompt.question.lowercased().split { !$0.isLetter }.map(String.init))
    }
}
