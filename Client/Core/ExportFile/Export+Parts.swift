import Catalogue
import Models

extension Export: ExportPart {
    enum Key: String, CodingKey {
        case version, exported
        case authorID = "author_id"
        case name
        case partnerID = "partner_id"
        case partner, prompts, pledges, decks
    }

    var fields: KeyValuePairs<Key, any Encodable> {
        [
            .version: version, .exported: exported.rfc3339, .authorID: authorID, .name: name,
            .partnerID: partnerID, .partner: partner, .prompts: prompts.map(ExportFile.init),
            .pledges: pledges.map(ExportFile.init), .decks: decks.map(ExportFile.init),
        ]
    }

    init(fields: KeyedDecodingContainer<Key>) throws {
        // First: a newer version's other fields can be anything.
        let version: Int = try fields.value(.version, .number)
        guard version <= Self.newestVersion else { throw ExportError(.newer(version: version)) }
        guard version >= 1 else { throw ExportError(.notExport) }
        self.init(
            exported: try fields.time(.exported), authorID: try fields.optional(.authorID, .partnerID),
            name: try fields.optionalText(.name),
            partnerID: try fields.optional(.partnerID, .partnerID), partner: try fields.optionalText(.partner),
            prompts: try fields.parts(.prompts), pledges: try fields.newerParts(.pledges), decks: try fields.newerParts(.decks))
    }
}

extension Export.Prompt: ExportPart {
    enum Key: String, CodingKey {
        case id, question
        case isSkipped = "is_skipped"
        case rounds, history
    }

    var fields: KeyValuePairs<Key, any Encodable> {
        [
            .id: id, .question: question, .isSkipped: isSkipped, .rounds: rounds.map(ExportFile.init),
            .history: history.map(ExportFile.init),
        ]
    }

    init(fields: KeyedDecodingContainer<Key>) throws {
        self.init(
            id: try fields.value(.id, .promptID), question: try fields.text(.question),
            isSkipped: try fields.decode(Bool.self, forKey: .isSkipped), rounds: try fields.parts(.rounds),
            history: try fields.parts(.history))
    }
}

extension Export.Round: ExportPart {
    enum Key: String, CodingKey {
        case number, state, draft, mine, theirs, reflections, reactions
        case isArchived = "is_archived"
        case partner
    }

    var fields: KeyValuePairs<Key, any Encodable> {
        [
            .number: number, .state: state, .draft: draft.map(ExportFile.init), .mine: mine.map(ExportFile.init),
            .theirs: theirs.map(ExportFile.init), .reflections: reflections.map(ExportFile.init),
            .reactions: ExportFile(ExportedReactions(mine: myReaction, theirs: theirReaction)), .isArchived: isArchived,
            .partner: partner,
        ]
    }

    init(fields: KeyedDecodingContainer<Key>) throws {
        let reactions =
            try fields.contains(.reactions) ? fields.decode(ExportFile<ExportedReactions>.self, forKey: .reactions).part : nil
        self.init(
            number: try fields.roundNumber(.number), state: try fields.value(.state, .state),
            draft: try fields.part(.draft), mine: try fields.part(.mine), theirs: try fields.part(.theirs),
            reflections: try fields.newerParts(.reflections), myReaction: reactions?.mine, theirReaction: reactions?.theirs,
            isArchived: try fields.decodeIfPresent(Bool.self, forKey: .isArchived) ?? false,
            partner: try fields.optionalText(.partner))
    }
}

private struct ExportedReactions: ExportPart {
    enum Key: String, CodingKey { case mine, theirs }

    let mine: String?
    let theirs: String?

    var fields: KeyValuePairs<Key, any Encodable> { [.mine: mine, .theirs: theirs] }

    init(mine: String?, theirs: String?) {
        self.mine = mine
        self.theirs = theirs
    }

    init(fields: KeyedDecodingContainer<Key>) throws {
        self.init(mine: try fields.reaction(.mine), theirs: try fields.reaction(.theirs))
    }
}

extension Words: ExportPart {
    enum Key: String, CodingKey { case text, at, asked }

    /// `asked` is absent if it's `nil`.
    var fields: KeyValuePairs<Key, any Encodable> {
        guard let asked else { return [.text: text, .at: at.rfc3339] }
        return [.text: text, .at: at.rfc3339, .asked: asked]
    }

    init(fields: KeyedDecodingContainer<Key>) throws {
        self.init(text: try fields.text(.text), at: try fields.time(.at), asked: try fields.optionalText(.asked))
    }
}

extension Export.Reflection: ExportPart {
    enum Key: String, CodingKey {
        case isMine = "by_me"
        case text, at
    }

    var fields: KeyValuePairs<Key, any Encodable> { [.isMine: isMine, .text: text, .at: at.rfc3339] }

    init(fields: KeyedDecodingContainer<Key>) throws {
        self.init(
            isMine: try fields.decode(Bool.self, forKey: .isMine), text: try fields.text(.text), at: try fields.time(.at))
    }
}

extension Export.Version: ExportPart {
    enum Key: String, CodingKey { case round, reason, text, at }

    var fields: KeyValuePairs<Key, any Encodable> { [.round: round, .reason: reason, .text: text, .at: at.rfc3339] }

    init(fields: KeyedDecodingContainer<Key>) throws {
        self.init(
            round: try fields.roundNumber(.round), reason: try fields.value(.reason, .reason),
            text: try fields.text(.text), at: try fields.time(.at))
    }
}

extension Export.Pledge: ExportPart {
    enum Key: String, CodingKey {
        case isMine = "is_mine"
        case text, from, through
        case keptOn = "kept_on"
        case at, partner
    }

    var fields: KeyValuePairs<Key, any Encodable> {
        [
            .isMine: isMine, .text: text, .from: from, .through: through, .keptOn: keptOn, .at: at.rfc3339, .partner: partner,
        ]
    }

    init(fields: KeyedDecodingContainer<Key>) throws {
        self.init(
            isMine: try fields.decode(Bool.self, forKey: .isMine), text: try fields.text(.text),
            from: try fields.value(.from, .day), through: try fields.value(.through, .day),
            keptOn: try fields.optional(.keptOn, .day), at: try fields.time(.at),
            partner: try fields.optionalText(.partner))
    }
}

extension DeckDocument: ExportPart {
    enum Key: String, CodingKey {
        case id, title, about, prompts
        case isOptIn = "is_opt_in"
    }

    /// The deck as currently offered.
    var fields: KeyValuePairs<Key, any Encodable> {
        [
            .id: id, .title: title, .about: about, .prompts: deck.prompts.map(ExportFile.init), .isOptIn: isOptIn == true,
        ]
    }

    init(fields: KeyedDecodingContainer<Key>) throws {
        let id = try fields.decode(String.self, forKey: .id)
        guard PromptID.isPart(id) else { throw fields.error(.id, .part) }
        let prompts: [Prompt] = try fields.parts(.prompts)
        let isOptIn = try fields.decodeIfPresent(Bool.self, forKey: .isOptIn) ?? false
        self.init(
            Deck(id: id, title: try fields.text(.title), about: try fields.text(.about), prompts: prompts, isOptIn: isOptIn),
            since: Day(number: 0))
    }
}

extension Prompt: ExportPart {
    enum Key: String, CodingKey {
        case id, question, barriers, depth
        case isGentle = "is_gentle"
        case gentleness
    }

    var fields: KeyValuePairs<Key, any Encodable> {
        [
            .id: id, .question: question, .barriers: barriers, .depth: depth, .isGentle: isGentle, .gentleness: gentleness,
        ]
    }

    init(fields: KeyedDecodingContainer<Key>) throws {
        let id: PromptID = try fields.value(.id, .promptID)
        let barriers: [Barrier] = try fields.value(.barriers, .barrier)
        guard let depth = Depth(rawValue: try fields.value(.depth, .number)) else { throw fields.error(.depth, .depth) }
        // Files have had only `is_gentle`; a level that isn't known here is at least that.
        let isGentle = try fields.decode(Bool.self, forKey: .isGentle)
        let gentleness = try fields.decodeIfPresent(String.self, forKey: .gentleness).flatMap(Gentleness.init)
        self.init(
            id: id, question: try fields.text(.question), barriers: barriers, depth: depth,
            gentleness: gentleness ?? (isGentle ? .gentle : .none))
    }
}

extension KeyedDecodingContainer {
    fileprivate func part<Part: ExportPart>(_ key: Key) throws -> Part? {
        try decodeIfPresent(ExportFile<Part>.self, forKey: key)?.part
    }

    fileprivate func parts<Part: ExportPart>(_ key: Key) throws -> [Part] {
        try decode([ExportFile<Part>].self, forKey: key).map(\.part)
    }

    /// Empty in a file of a version that didn't have them yet.
    fileprivate func newerParts<Part: ExportPart>(_ key: Key) throws -> [Part] {
        try decodeIfPresent([ExportFile<Part>].self, forKey: key)?.map(\.part) ?? []
    }

    fileprivate func error(_ key: Key, _ expected: ExportError.Expected) -> DecodingError {
        .dataCorruptedError(forKey: key, in: self, debugDescription: expected.rawValue)
    }

    /// A value whose own type checks its form.
    fileprivate func value<Value: Decodable>(_ key: Key, _ expected: ExportError.Expected) throws -> Value {
        do {
            return try decode(Value.self, forKey: key)
        } catch DecodingError.dataCorrupted(let context) {
            throw DecodingError.dataCorrupted(.init(codingPath: context.codingPath, debugDescription: expected.rawValue))
        } catch let error where !(error is DecodingError) {
            // Of a number that isn't an integer, the decoder doesn't say where it is.
            throw self.error(key, expected)
        }
    }

    fileprivate func optional<Value: Decodable>(_ key: Key, _ expected: ExportError.Expected) throws -> Value? {
        try contains(key) && !decodeNil(forKey: key) ? value(key, expected) : nil
    }

    /// Free text.
    fileprivate func text(_ key: Key) throws -> String {
        let text = try decode(String.self, forKey: key)
        guard text.utf8.count <= Document.textLimit else {
            throw ExportError(.tooLong(limit: Document.textLimit), at: ExportError.place(codingPath + [key]))
        }
        return text
    }

    fileprivate func optionalText(_ key: Key) throws -> String? {
        try contains(key) && !decodeNil(forKey: key) ? text(key) : nil
    }

    fileprivate func time(_ key: Key) throws -> Instant {
        guard let time = Instant(rfc3339: try decode(String.self, forKey: key)) else { throw error(key, .time) }
        return time
    }

    fileprivate func roundNumber(_ key: Key) throws -> Int {
        let number: Int = try value(key, .number)
        guard RoundReference.numbers.contains(number) else { throw error(key, .roundNumber) }
        return number
    }

    fileprivate func reaction(_ key: Key) throws -> String? {
        guard let symbol = try decodeIfPresent(String.self, forKey: key) else { return nil }
        guard ReactionDocument.isSound(symbol) else { throw error(key, .reaction) }
        return symbol
    }
}
