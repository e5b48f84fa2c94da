package import Models

/// What a body holds once it is decrypted: JSON with one field, named after the case, and perhaps `needs`. `DocumentReading` tells a
/// document of a newer version from one that no version writes.
package enum Document: Hashable, Codable, Sendable {
    case answer(AnswerDocument)
    case draft(AnswerDocument)
    case skip(SkipDocument)
    case name(NameDocument)
    case prompt(PromptDocument)
    case device(DeviceDocument)
    case schedule(ScheduleDocument)
    case deck(DeckDocument)
    case pledge(PledgeDocument)
    case keptPledge(KeptPledgeDocument)
    case reflection(ReflectionDocument)
    case reaction(ReactionDocument)
    case archive(ArchiveDocument)

    /// What this program knows of documents. It grows by one with each change that a program which doesn't know of it would misread: such
    /// a document says in `needs` which version it takes. One without that field can be read by every version that knows its kind.
    package static let version = 1

    /// Octets of one document that a person writes: below the least body limit, with room for padding.
    static let textLimit = 200_000

    /// A newer version of the program wrote it.
    struct NeedsNewerVersion: Error {}

    /// What a document is, by its name in JSON.
    enum Kind: String {
        case answer, draft, skip, name, prompt, device, schedule, deck, pledge, keptPledge, reflection, reaction, archive
        /// None: what a record says can't be read.
        case unread

        /// Of the records that hold such a document.
        var visibility: RecordClass {
            switch self {
            case .answer, .unread: .sealed
            case .draft, .skip, .device, .archive: .own
            case .name, .prompt, .schedule, .deck, .pledge, .keptPledge, .reflection, .reaction: .shared
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
        case .deck: .deck
        case .pledge: .pledge
        case .keptPledge: .keptPledge
        case .reflection: .reflection
        case .reaction: .reaction
        case .archive: .archive
        }
    }

    /// The names of the cases, as they stand in JSON.
    package static var kinds: [String] { CodingKeys.allCases.filter { $0 != .needs }.map(\.rawValue) }

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case answer, draft, skip, name, prompt, device, schedule, deck, pledge, keptPledge, reflection, reaction, archive
        case needs
    }

    /// A field of any name.
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
        case .deck(let value): try container.encode(value, forKey: .deck)
        case .pledge(let value): try container.encode(value, forKey: .pledge)
        case .keptPledge(let value): try container.encode(value, forKey: .keptPledge)
        case .reflection(let value): try container.encode(value, forKey: .reflection)
        case .reaction(let value): try container.encode(value, forKey: .reaction)
        case .archive(let value): try container.encode(value, forKey: .archive)
        }
    }

    /// The words of an answer or draft.
    package var answer: AnswerDocument? {
        switch self {
        case .answer(let document), .draft(let document): document
        default: nil
        }
    }

    /// The prompt that it is about, if it is about one alone.
    var prompt: String? {
        switch self {
        case .answer(let document), .draft(let document): document.prompt
        case .reflection(let document): document.prompt
        case .reaction(let document): document.prompt
        default: nil
        }
    }

    /// As its author's devices know it: a sealed answer says in its own key what it was made from.
    func edited(from stamp: Stamp?) -> Document {
        guard case .answer(var answer) = self else { return self }
        answer.edits = stamp ?? answer.edits
        return .answer(answer)
    }

    /// The stamp of the version that this one was made from, if it says so.
    package var edits: Stamp? { answer?.edits }
}
