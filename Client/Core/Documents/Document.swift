package import Models

/// What a body holds once it is decrypted. JSON with one field, named after the case; a case that is not known is kept, not read.
package enum Document: Hashable, Codable, Sendable {
    case answer(AnswerDocument)
    case draft(AnswerDocument)
    case skip(SkipDocument)
    case name(NameDocument)
    case prompt(PromptDocument)
    case device(DeviceDocument)

    private enum CodingKeys: String, CodingKey { case answer, draft, skip, name, prompt, device }

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
        }
    }

    /// The words of an answer or draft.
    package var answer: AnswerDocument? {
        switch self {
        case .answer(let document), .draft(let document): document
        case .skip, .name, .prompt, .device: nil
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
