import Catalogue
import Models

/// The JSON of an export as written: snake-case names, RFC 3339 times; fields that a version of the format didn't have yet are
/// absent.
struct ExportFile: Decodable {
    struct Head: Decodable {
        let version: Int

        private enum Key: String, CodingKey { case version }

        init(from decoder: any Decoder) throws {
            version = try decoder.container(keyedBy: Key.self).wholeNumber(.version)
        }
    }

    let export: Export

    private enum Key: String, CodingKey {
        case exported, name, partner, prompts, pledges, decks
        case authorID = "author_id"
        case partnerID = "partner_id"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        export = Export(
            exported: try fields.time(.exported), authorID: try fields.partnerID(.authorID), name: try fields.optional(.name),
            partnerID: try fields.partnerID(.partnerID), partner: try fields.optional(.partner),
            prompts: try fields.decode([PromptPart].self, forKey: .prompts).map(\.prompt),
            pledges: try fields.decodeIfPresent([PledgePart].self, forKey: .pledges)?.map(\.pledge) ?? [],
            decks: try fields.decodeIfPresent([DeckPart].self, forKey: .decks)?.map(\.deck) ?? [])
    }
}

private struct PromptPart: Decodable {
    let prompt: Export.Prompt

    private enum Key: String, CodingKey {
        case id, question
        case isSkipped = "is_skipped"
        case rounds, history
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        prompt = Export.Prompt(
            id: try fields.value(.id, .promptID) { PromptID($0)?.description }, question: try fields.text(.question),
            isSkipped: try fields.decode(Bool.self, forKey: .isSkipped),
            rounds: try fields.decode([RoundPart].self, forKey: .rounds).map(\.round),
            history: try fields.decode([VersionPart].self, forKey: .history).map(\.version))
    }
}

private struct RoundPart: Decodable {
    let round: Export.Round

    private enum Key: String, CodingKey {
        case number, state, draft, mine, theirs, reflections, reactions
        case isArchived = "is_archived"
        case partner
    }

    private enum Side: String, CodingKey { case mine, theirs }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        let signs =
            try fields.contains(.reactions) ? fields.nestedContainer(keyedBy: Side.self, forKey: .reactions) : nil
        round = Export.Round(
            number: try fields.roundNumber(.number), state: try fields.value(.state, .state, PromptState.init),
            draft: try fields.decodeIfPresent(VoicePart.self, forKey: .draft)?.voice,
            mine: try fields.decodeIfPresent(VoicePart.self, forKey: .mine)?.voice,
            theirs: try fields.decodeIfPresent(VoicePart.self, forKey: .theirs)?.voice,
            reflections: try fields.decodeIfPresent([ReflectionPart].self, forKey: .reflections)?.map(\.reflection) ?? [],
            mySign: try signs?.sign(.mine), theirSign: try signs?.sign(.theirs),
            isArchived: try fields.decodeIfPresent(Bool.self, forKey: .isArchived) ?? false,
            partner: try fields.optional(.partner))
    }
}

private struct VoicePart: Decodable {
    let voice: Export.Voice

    private enum Key: String, CodingKey { case text, at, asked }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        voice = Export.Voice(text: try fields.text(.text), at: try fields.time(.at), asked: try fields.optional(.asked))
    }
}

private struct ReflectionPart: Decodable {
    let reflection: Export.Reflection

    private enum Key: String, CodingKey {
        case isMine = "by_me"
        case text, at
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        reflection = Export.Reflection(
            isMine: try fields.decode(Bool.self, forKey: .isMine), text: try fields.text(.text), at: try fields.time(.at))
    }
}

private struct VersionPart: Decodable {
    let version: Export.Version

    private enum Key: String, CodingKey { case round, reason, text, at }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        version = Export.Version(
            round: try fields.roundNumber(.round), reason: try fields.value(.reason, .reason, HistoryReason.init),
            text: try fields.text(.text), at: try fields.time(.at))
    }
}

private struct PledgePart: Decodable {
    let pledge: Export.Pledge

    private enum Key: String, CodingKey {
        case isMine = "is_mine"
        case text, from, through
        case keptOn = "kept_on"
        case at, partner
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        pledge = Export.Pledge(
            isMine: try fields.decode(Bool.self, forKey: .isMine), text: try fields.text(.text),
            from: try fields.value(.from, .day, Day.init), through: try fields.value(.through, .day, Day.init),
            keptOn: try fields.optionalValue(.keptOn, .day, Day.init), at: try fields.time(.at),
            partner: try fields.optional(.partner))
    }
}

private struct DeckPart: Decodable {
    let deck: DeckDocument

    private enum Key: String, CodingKey { case id, title, about, prompts }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        let id = try fields.value(.id, .part) { PromptID.isPart($0) ? $0 : nil }
        let prompts = try fields.decode([DeckPromptPart].self, forKey: .prompts).map(\.prompt)
        deck = DeckDocument(
            Deck(id: id, title: try fields.text(.title), about: try fields.text(.about), prompts: prompts), since: Day(number: 0))
    }
}

private struct DeckPromptPart: Decodable {
    let prompt: Prompt

    private enum Key: String, CodingKey {
        case id, question, barriers, depth
        case isGentle = "is_gentle"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        let id = try fields.value(.id, .promptID) { PromptID($0) }
        let barriers = try fields.decode([BarrierPart].self, forKey: .barriers).map(\.barrier)
        guard let depth = Depth(rawValue: try fields.wholeNumber(.depth)) else { throw fields.flaw(.depth, .depth) }
        prompt = Prompt(
            id: id, question: try fields.text(.question), barriers: barriers, depth: depth,
            isGentle: try fields.decode(Bool.self, forKey: .isGentle))
    }
}

private struct BarrierPart: Decodable {
    let barrier: Barrier

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let barrier = Barrier(rawValue: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: ExportError.Expected.barrier.rawValue)
        }
        self.barrier = barrier
    }
}

extension KeyedDecodingContainer {
    fileprivate func flaw(_ key: Key, _ expected: ExportError.Expected) -> DecodingError {
        .dataCorruptedError(forKey: key, in: self, debugDescription: expected.rawValue)
    }

    /// Free text.
    fileprivate func text(_ key: Key) throws -> String {
        let text = try decode(String.self, forKey: key)
        guard text.utf8.count <= Document.textLimit else {
            throw ExportError(.tooLong(limit: Document.textLimit), at: ExportError.place(codingPath + [key]))
        }
        return text
    }

    fileprivate func optional(_ key: Key) throws -> String? {
        try contains(key) && !decodeNil(forKey: key) ? text(key) : nil
    }

    /// Text that is parsed into a value.
    fileprivate func value<Value>(_ key: Key, _ expected: ExportError.Expected, _ read: (String) -> Value?) throws -> Value {
        guard let value = read(try decode(String.self, forKey: key)) else { throw flaw(key, expected) }
        return value
    }

    fileprivate func optionalValue<Value>(_ key: Key, _ expected: ExportError.Expected, _ read: (String) -> Value?) throws -> Value?
    {
        try contains(key) && !decodeNil(forKey: key) ? value(key, expected, read) : nil
    }

    /// The decoder doesn't say where a number is that isn't an integer.
    fileprivate func wholeNumber(_ key: Key) throws -> Int {
        do {
            return try decode(Int.self, forKey: key)
        } catch let error as DecodingError {
            if case .dataCorrupted = error { throw flaw(key, .number) }
            throw error
        } catch {
            throw flaw(key, .number)
        }
    }

    fileprivate func time(_ key: Key) throws -> Instant { try value(key, .time) { Instant(rfc3339: $0) } }

    fileprivate func roundNumber(_ key: Key) throws -> Int {
        let number = try wholeNumber(key)
        guard RoundReference.numbers.contains(number) else { throw flaw(key, .roundNumber) }
        return number
    }

    fileprivate func partnerID(_ key: Key) throws -> PartnerID? {
        try optionalValue(key, .partnerID) { Bytes(base64: $0).flatMap(PartnerID.init(bytes:)) }
    }

    fileprivate func sign(_ key: Key) throws -> String? {
        try optionalValue(key, .sign) { sign in
            ReactionDocument(prompt: "", number: 1, sign: sign, at: Instant(milliseconds: 0)).isSound ? sign : nil
        }
    }
}
