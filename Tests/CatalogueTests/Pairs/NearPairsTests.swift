import Catalogue
import Foundation
import Testing

/// Questions that are near each other were read side by side; reviewed.txt says what keeps each two apart.
@Suite("Questions that lie near each other")
struct NearPairsTests {
    private let questions: [String: String]
    private let reviewed: [Set<String>]

    init() throws {
        questions = Dictionary(
            uniqueKeysWithValues: try Catalogue.builtIn().prompts.map { ($0.id.description, $0.question) })
        let text = String(decoding: PackageResources.reviewed_txt, as: UTF8.self)
        reviewed = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            Set(line.split(separator: " ", maxSplits: 2).prefix(2).map(String.init))
        }
    }

    @Test func `what was reviewed is in the decks, each pair once`() {
        #expect(reviewed.count > 700 && Set(reviewed).count == reviewed.count)
        for pair in reviewed { #expect(pair.count == 2 && pair.allSatisfy { questions[$0] != nil }, "\(pair.sorted())") }
    }

    @Test func `questions that share much of their vocabulary have been read side by side`() {
        let known = Set(reviewed)
        for (one, other, nearness) in Vocabulary(questions).pairs(from: 0.38) {
            #expect(known.contains([one, other]), "\(one) and \(other): \(nearness)")
        }
    }

    @Test func `the same question in other words is noticed`() throws {
        var questions = questions
        questions["copy/fork"] = "Which of all foods would you defend with your fork, against everyone you love?"
        let near = Vocabulary(questions).pairs(from: 0.38).filter { $0.0 == "copy/fork" || $0.1 == "copy/fork" }
        #expect(near.map { [$0.0, $0.1].sorted() } == [["copy/fork", "openers/defended-food"]])
    }
}

/// Which words questions share, and how rare they are: the cosine of their vectors, weighted by inverse frequency.
private struct Vocabulary {
    private let words: [(id: String, words: Set<String>)]
    private let weights: [String: Double]

    init(_ questions: [String: String]) {
        words = questions.sorted { $0.key < $1.key }.map { ($0.key, Self.words($0.value)) }
        var counts: [String: Int] = [:]
        for (_, words) in words { for word in words { counts[word, default: 0] += 1 } }
        let total = Double(words.count)
        weights = counts.mapValues { log(total / Double($0)) }
    }

    /// All pairs that are at least that near each other: 0 for nothing in common, 1 for the same words.
    func pairs(from least: Double) -> [(String, String, Double)] {
        let lengths = words.map { square($0.words).squareRoot() }
        return words.indices.flatMap { first in
            words.indices.dropFirst(first + 1).compactMap { second in
                let shared = square(words[first].words.intersection(words[second].words))
                let nearness = shared / max(lengths[first] * lengths[second], 0.001)
                return nearness >= least ? (words[first].id, words[second].id, nearness) : nil
            }
        }
    }

    private func square(_ words: Set<String>) -> Double {
        words.map { weights[$0] ?? 0 }.reduce(0) { $0 + $1 * $1 }
    }

    private static func words(_ question: String) -> Set<String> {
        Set(question.lowercased().split { !("a"..."z").contains($0) }.filter { $0.count > 2 && !small.contains($0) }.map(stem))
    }

    private static func stem(_ word: Substring) -> String {
        let ending = ["ing", "ed", "es", "ly", "s"].first { word.hasSuffix($0) && word.count - $0.count >= 3 }
        return String(word.dropLast(ending?.count ?? 0))
    }

    private static let small: Set<Substring> = [
        "the", "and", "you", "your", "yours", "yourself", "what", "which", "when", "where", "who", "how", "why", "would", "could",
        "does", "did", "that", "this", "these", "those", "with", "from", "for", "into", "about", "have", "has", "had", "was",
        "were", "are", "its", "they", "them", "their", "there", "than", "then", "though", "not", "but", "been", "being", "partner",
        "two", "something", "think", "time", "day", "most", "make", "made", "one", "out", "like", "say", "after", "again", "even",
        "often", "usually", "much", "ever", "never", "last", "other", "each", "more", "without", "someone", "anyone", "because",
        "can", "may", "might", "together", "between", "both",
    ]
}
