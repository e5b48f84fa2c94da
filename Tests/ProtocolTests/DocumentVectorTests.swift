import Catalogue
import ClientCore
import Foundation
import Models
import Support
import TestTraits
import Testing
import Vault
import Wire

@Suite("Vectors: documents and days", .onOwnThreads)
struct DocumentVectorTests {
    private let cast: Cast

    init() throws { cast = try Cast() }

    @Test func `there is one of every kind, and each is read as what it is`() throws {
        let vectors = try VectorFile.documents.read()("documents").elements
        var kinds: Set<String> = ["answer"]
        for vector in vectors {
            let record: Record = try vector("record").decoded()
            try record.check(signedBy: cast.device(record.header.device).card)
            let content = try vector("document").string
            let document = try #require(DocumentReading(Bytes(content.utf8)).document, "\(vector.title)")
            #expect(try String(decoding: WireJSON.encode(document), as: UTF8.self) == content)
            kinds.insert(vector.title)
        }
        #expect(kinds == Set(Document.kinds))
    }

    @Test func `contents are read as it says`() throws {
        for vector in try VectorFile.documents.read()("readings").elements {
            let content = try vector("content").string
            let wanted = try vector("reading").string
            let reading = DocumentReading(Bytes(content.utf8))
            let fits =
                switch reading {
                case .document: wanted == "document"
                case .needsNewerVersion: wanted == "needs a newer version"
                case .malformed: wanted == "malformed"
                case .nothing, .keyMissing: false
                }
            #expect(fits, "\(content)")
        }
    }

    @Test func `a client makes of what was sealed what it says`() throws {
        for vector in try VectorFile.documents.read()("answers").elements {
            let content = try vector("content").string
            let prompt = try #require(PromptID(try vector("prompt").string))
            let wanted = try vector("reading").string
            let couple = try TestPair()
            _ = try couple.ada.client.seal(prompt, text: "Safety.")
            try couple.ada.sync()
            try couple.deliverAnswer(content, to: prompt)
            try couple.ada.sync()
            let round = try couple.ada.client.show(prompt).rounds[0]
            let unread: [String: UnreadAnswer?] = [
                "words": nil, "not an answer": .notAnAnswer, "needs a newer version": .needsNewerVersion,
            ]
            #expect(round.theirsUnread == unread[wanted], "\(content)")
            #expect((round.theirs != nil) == (wanted == "words"), "\(content)")
        }
    }

    @Test func `the prompt of the day follows from schedule, prompts and seed`() throws {
        let file = try VectorFile.days.read()
        let naming = RoundNaming(seed: try #require(SecretKey(bytes: file("coupleSeed").octets)))
        for vector in try file("schedules").elements {
            let prompts = try vector("prompts").elements.map { try prompt($0) }
            let focus = try JSONTree.object(["entries": vector("focus")]).decoded() as Focus
            let asked = PromptOfTheDay(schedule: try vector("schedule").decoded(), focus: focus, prompts: prompts) {
                naming.rank(prompt: $0.description)
            }
            for one in try vector("days").elements {
                let day = try #require(Day(one("day").string))
                let found = asked.prompt(on: day)
                #expect(try found?.prompt.id.description == (one("prompt").isNull ? nil : one("prompt").string), "\(day)")
                #expect(try found?.since.description == (one("since").isNull ? nil : one("since").string), "\(day)")
                #expect(try found?.because?.rawValue == (one("because").isNull ? nil : one("because").string), "\(day)")
            }
        }
    }

    private func prompt(_ vector: JSONTree) throws -> Prompt {
        Prompt(
            id: try #require(PromptID(vector("id").string)), question: "?",
            barriers: try vector("barriers").elements.compactMap { Barrier(rawValue: try $0.string) },
            depth: try #require(Depth(rawValue: Int(vector("depth").integer))), since: try day(vector("since")),
            until: try day(vector("until")))
    }

    private func day(_ vector: JSONTree) throws -> Day? { try vector.isNull ? nil : Day(vector.string) }
}
