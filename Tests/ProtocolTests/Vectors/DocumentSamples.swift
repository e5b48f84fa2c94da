import Catalogue
import ClientCore
import Foundation
import Models
import Support
import Vault
import Wire

/// One document of each kind except `answer`, which answers.json covers, and where it's stored.
struct DocumentSamples {
    struct Name {
        let isOfCouple: Bool
        let kind: String
        let subject: String
    }

    struct Sample {
        let kind: String
        let document: Document
        let visibility: Visibility
        let owner: RecordOwner
        /// `nil` if the id is random.
        let name: Name?
        let id: RecordID
    }

    private let cast: Cast
    private let question = "What was the first word that came to you when we met?"

    init(_ cast: Cast) { self.cast = cast }

    var all: [Sample] {
        get throws {
            let pledge = RecordID(validated: .counting(from: 0x50))
            let archive = try archive
            let other = RecordID(validated: .counting(from: 0))
            let draft = AnswerDocument(
                prompt: .firstWord, question: question, number: 1, text: "Finally.", at: Cast.time,
                edits: Stamp(time: Cast.time.advanced(by: .seconds(-60)), counter: 3, device: cast.phone.id), isFinished: true)
            let step = PledgeDocument(text: "Call.", from: day("2026-01-02"), through: day("2026-01-08"), at: Cast.time)
            let said = ReflectionDocument(prompt: .firstWord, number: 1, text: "I see.", at: Cast.time)
            return [
                named("draft", .draft(draft), .own, after: "\(PromptID.firstWord)#1"),
                named("skip", .skip(SkipDocument(prompt: .firstWord, at: Cast.time)), .own, after: PromptID.firstWord.description),
                named(
                    "device", .device(DeviceDocument(device: cast.desk.id, name: "desk")), .own, after: cast.desk.id.bytes.base64),
                named("archive", .archive(archive), .own, after: try content(of: .archive(archive))),
                named("name", .name(NameDocument(name: "Ada", editions: [2: day("2026-01-03")])), .shared, after: ""),
                named(
                    "reaction", .reaction(ReactionDocument(prompt: .firstWord, number: 1, symbol: "\u{2665}", at: Cast.time)),
                    .shared,
                    after: "\(PromptID.firstWord)#1"),
                named(
                    "keptPledge", .keptPledge(KeptPledgeDocument(pledge: pledge, on: day("2026-01-03"))), .shared, as: "kept",
                    after: pledge.bytes.base64),
                named("schedule", .schedule(ScheduleDocument(schedule: schedule)), .shared, owner: .couple, after: ""),
                named("focus", .focus(FocusDocument(focus: focus)), .shared, owner: .couple, after: ""),
                drawn(
                    "prompt", .prompt(PromptDocument(id: "ours/0001020304", question: "Where to?", at: Cast.time)), .couple, other),
                drawn("deck", .deck(try deck), .couple, other), drawn("pledge", .pledge(step), .author, pledge),
                drawn("reflection", .reflection(said), .author, other),
            ]
        }
    }

    private func named(
        _ kind: String, _ document: Document, _ visibility: Visibility, owner: RecordOwner = .author, as name: String? = nil,
        after subject: String
    ) -> Sample {
        let name = Name(isOfCouple: owner == .couple, kind: name ?? kind, subject: subject)
        let naming = RoundNaming(seed: name.isOfCouple ? cast.coupleSeed : cast.personalSeed)
        let id = naming.record(name.kind, name.subject, of: name.isOfCouple ? nil : cast.ada)
        return Sample(kind: kind, document: document, visibility: visibility, owner: owner, name: name, id: id)
    }

    private func drawn(_ kind: String, _ document: Document, _ owner: RecordOwner, _ id: RecordID) -> Sample {
        Sample(kind: kind, document: document, visibility: .shared, owner: owner, name: nil, id: id)
    }

    private var archive: ArchiveDocument {
        get throws {
            let json = """
                {"pledges": [{"isMine": true, "text": "Call.", "from": "2025-01-02", "through": "2025-01-08", "keptOn": "2025-01-03",
                  "at": 1735776000000}],
                "prompts": [{"id": "\(PromptID.firstWord)", "question": "\(question)", "history": [], "rounds": [{"origin": 1735776000000, "round":
                  {"number": 1, "state": "revealed", "isArchived": true, "partner": "Ben", "reflections": [],
                  "mine": {"text": "Safety.", "at": 1735776000000}, "theirs": {"text": "Warmth.", "at": 1735776000000}}}]}]}
                """
            return try WireJSON.decode(ArchiveDocument.self, from: Data(json.utf8))
        }
    }

    private var schedule: Schedule {
        Schedule.standard.changed(from: day("2026-02-01")) { span in
            span.decks = ["founding", "ours"]
            span.cadence = .weekly
        }
    }

    private var focus: Focus {
        Focus.none.adding(Focus.Entry(from: day("2026-01-09"), round: 1, barrier: .busyness))
            .adding(Focus.Entry(from: day("2026-02-05"), round: 3, barrier: nil))
    }

    private var deck: DeckDocument {
        get throws {
            let text = """
                id = "winter"
                title = "Winter evenings"
                about = "For when it is dark at five."
                opt_in = true
                [[prompt]]
                name = "stove"
                question = "What warms you when I am away?"
                barriers = ["busyness"]
                depth = 1
                gentle = "strong"
                """
            return DeckDocument(try Deck(own: text, taken: []), since: day("2026-01-03"))
        }
    }

    private func content(of document: Document) throws -> String { String(decoding: try WireJSON.encode(document), as: UTF8.self) }

    private func day(_ text: String) -> Day { Day(text) ?? Day(number: 0) }
}
