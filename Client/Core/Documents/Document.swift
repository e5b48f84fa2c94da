import Catalogue
package import Models

/// The decrypted content of a body: JSON with one field named after the case, and optionally `needs`. `DocumentReading`
/// distinguishes a document from a newer version of the program from one that no version writes.
package enum Document: Hashable, Codable, Sendable {
    case answer(AnswerDocument)
    case draft(AnswerDocument)
    case skip(SkipDocument)
    case name(NameDocument)
    case prompt(PromptDocument)
    case device(DeviceDocument)
    case schedule(ScheduleDocument)
    case focus(FocusDocument)
    case deck(DeckDocument)
    case pledge(PledgeDocument)
    case keptPledge(KeptPledgeDocument)
    case reflection(ReflectionDocument)
    case reaction(ReactionDocument)
    case archive(ArchiveDocument)

    /// The document version this program understands. It's incremented for each change that an older program would misread; such a
    /// document states the version it requires in `needs`. A document without that field is readable by every version that knows
    /// its kind.
    package static let version = 1

    /// The largest document that a person writes, in bytes: below the smallest body limit, with room for padding.
    static let textLimit = 200_000

    /// - Throws: `textTooLong`.
    func requireRoom() throws {
        let length = try encoded().count
        guard length <= Self.textLimit else { throw ClientError.textTooLong(limit: Self.textLimit, length: length) }
    }

    /// A newer version of the program wrote the document.
    struct NeedsNewerVersion: Error {}

    /// The kind of a document: its field name in JSON.
    enum Kind: String {
        case answer, draft, skip, name, prompt, device, schedule, focus, deck, pledge, keptPledge, reflection, reaction, archive
        /// The content of the record can't be read.
        case unread

        /// The class of the records that hold this kind of document.
        var visibility: Visibility {
            switch self {
            case .answer, .unread: .sealed
            case .draft, .skip, .device, .archive: .own
            case .name, .prompt, .schedule, .focus, .deck, .pledge, .keptPledge, .reflection, .reaction: .shared
            }
        }
    }

    var kind: Kind {
        switch self {
        case .answer: .answer
        case .draft: .draft
        case .skip: .skip
        case .name: .name
        case .prompt: .prompt
        case .device: .device
        case .schedule: .schedule
        case .focus: .focus
        case .deck: .deck
        case .pledge: .pledge
        case .keptPledge: .keptPledge
        case .reflection: .reflection
        case .reaction: .reaction
        case .archive: .archive
        }
    }

    /// The JSON names of the cases.
    package static var kinds: [String] { CodingKeys.allCases.filter { $0 != .needs }.map(\.rawValue) }

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case answer, draft, skip, name, prompt, device, schedule, focus, deck, pledge, keptPledge, reflection, reaction, archive
        case needs
    }

    /// Matches any field name.
    private struct AnyKey: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// - Throws: `NeedsNewerVersion`, `DecodingError`.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if container.contains(.needs), try container.decode(Int.self, forKey: .needs) > Self.version { throw NeedsNewerVersion() }
        let kinds = container.allKeys.filter { $0 != .needs }
        let isOfUnknownKind =
            try kinds.isEmpty && decoder.container(keyedBy: AnyKey.self).allKeys.contains { $0.stringValue != "needs" }
        if isOfUnknownKind { throw NeedsNewerVersion() }
        guard let key = kinds.first, kinds.count == 1 else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not one document"))
        }
        switch key {
        case .needs: throw NeedsNewerVersion()
        case .answer: self = .answer(try container.decode(AnswerDocument.self, forKey: key))
        case .draft: self = .draft(try container.decode(AnswerDocument.self, forKey: key))
        case .skip: self = .skip(try container.decode(SkipDocument.self, forKey: key))
        case .name: self = .name(try container.decode(NameDocument.self, forKey: key))
        case .prompt: self = .prompt(try container.decode(PromptDocument.self, forKey: key))
        case .device: self = .device(try container.decode(DeviceDocument.self, forKey: key))
        case .schedule: self = .schedule(try container.decode(ScheduleDocument.self, forKey: key))
        case .focus: self = .focus(try container.decode(FocusDocument.self, forKey: key))
        case .deck: self = .deck(try container.decode(DeckDocument.self, forKey: key))
        case .pledge: self = .pledge(try container.decode(PledgeDocument.self, forKey: key))
        case .keptPledge: self = .keptPledge(try container.decode(KeptPledgeDocument.self, forKey: key))
        case .reflection: self = .reflection(try container.decode(ReflectionDocument.self, forKey: key))
        case .reaction: self = .reaction(try container.decode(ReactionDocument.self, forKey: key))
        case .archive: self = .archive(try container.decode(ArchiveDocument.self, forKey: key))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .answer(let value): try container.encode(value, forKey: .answer)
        case .draft(let value): try container.encode(value, forKey: .draft)
        case .skip(let value): try container.encode(value, forKey: .skip)
        case .name(let value): try container.encode(value, forKey: .name)
        case .prompt(let value): try container.encode(value, forKey: .prompt)
        case .device(let value): try container.encode(value, forKey: .device)
        case .schedule(let value): try container.encode(value, forKey: .schedule)
        case .focus(let value): try container.encode(value, forKey: .focus)
        case .deck(let value): try container.encode(value, forKey: .deck)
        case .pledge(let value): try container.encode(value, forKey: .pledge)
        case .keptPledge(let value): try container.encode(value, forKey: .keptPledge)
        case .reflection(let value): try container.encode(value, forKey: .reflection)
        case .reaction(let value): try container.encode(value, forKey: .reaction)
        case .archive(let value): try container.encode(value, forKey: .archive)
        }
    }

    /// The content of an answer or a draft.
    package var answer: AnswerDocument? {
        switch self {
        case .answer(let document), .draft(let document): document
        default: nil
        }
    }

    /// The prompt it concerns, if it concerns exactly one.
    var prompt: PromptID? {
        switch self {
        case .answer(let document), .draft(let document): document.prompt
        case .reflection(let document): document.prompt
        case .reaction(let document): document.prompt
        default: nil
        }
    }

    /// An answer as its author's own devices see it, with `edits` filled in. A sealed answer keeps that stamp in its own key, not
    /// in its body.
    func edited(from stamp: Stamp?) -> Document {
        guard case .answer(var answer) = self else { return self }
        answer.edits = stamp ?? answer.edits
        return .answer(answer)
    }

    /// The stamp of the version that this one was edited from, if recorded.
    package var edits: Stamp? { answer?.edits }
}
