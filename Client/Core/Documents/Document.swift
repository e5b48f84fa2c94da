package import Models

/// What a body holds once it is decrypted. JSON with one field, named after the case; a case that is not known is kept, not read.
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

    private enum CodingKeys: String, CodingKey {
        case answer, draft, skip, name, prompt, device, schedule, deck, pledge, keptPledge, reflection, reaction, archive
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard let key = container.allKeys.first else {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "unknown document"))
        }
        switch key {
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

    /// As its author's devices know it: a sealed answer says in its own key what it was made from.
    func edited(from stamp: Stamp?) -> Document {
        guard case .answer(var answer) = self else { return self }
        answer.edits = stamp ?? answer.edits
        return .answer(answer)
    }

    /// The stamp of the version that this one was made from, if it says so.
    package var edits: Stamp? { answer?.edits }
}
