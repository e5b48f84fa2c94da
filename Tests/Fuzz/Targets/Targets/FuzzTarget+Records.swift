import FoundationEssentials
import Models
import Support
import Vault
import Wire

extension FuzzTarget {
    /// Encrypted or signed data that someone changed in transit: whatever still opens or verifies wasn't changed.
    static let records = FuzzTarget("records", longest: 256) { input in
        let sample = try sample.get()
        var decisions = FuzzInput(input)
        switch decisions.number(below: 5) {
        case 0: try requireSame(sample, note: changed(sample.note, &decisions))
        case 1: try requireSame(sample, answer: changed(sample.answer, &decisions))
        case 2: try requireSame(sample, opening: changed(sample.opening, &decisions))
        case 3: try requireSame(sample, grant: changed(sample.grant, &decisions))
        default: try requireSame(sample, entry: changed(sample.entry, &decisions))
        }
    }

    private static let sample = Result { try SealedSample() }

    /// - Returns: `nil` if it no longer decodes.
    private static func changed<Value: Codable>(_ value: Value, _ decisions: inout FuzzInput) throws -> Value? {
        let tree = try WireJSON.decode(JSONTree.self, from: WireJSON.encode(value))
        return try? WireJSON.decode(Value.self, from: WireJSON.encode(tree.tampered(by: &decisions)))
    }

    private static func requireSame(_ sample: SealedSample, note: Record?) throws {
        guard let note else { return }
        if let words = try? sample.opener.decrypt(header: note.header, body: note.body) {
            try require(words == sample.words && note.body == sample.note.body, "words that open are the words")
            try require(note.header.associatedData == sample.note.header.associatedData, "a body opens under its header alone")
        }
        try requireSigned(note, sample.note, sample.card)
    }

    private static func requireSame(_ sample: SealedSample, answer: Record?) throws {
        guard let answer else { return }
        if let words = try? sample.opener.decryptOwnAnswer(answer) {
            try require(words == sample.words && answer.ownKey == sample.answer.ownKey, "an own answer that opens is the answer")
        }
        if let words = try? sample.opener.decryptAnswer(header: answer.header, body: answer.body, opening: sample.opening) {
            try require(words == sample.words && answer.body == sample.answer.body, "an answer that opens is the answer")
            try require(answer.header.associatedData == sample.answer.header.associatedData, "under its header alone")
        }
        try requireSigned(answer, sample.answer, sample.card)
    }

    private static func requireSigned(_ record: Record, _ original: Record, _ card: DeviceCard) throws {
        guard (try? record.check(signedBy: card)) != nil else { return }
        try require(record.header == original.header && record.body == original.body, "a record that is signed was not changed")
    }

    private static func requireSame(_ sample: SealedSample, opening: Opening?) throws {
        guard let opening else { return }
        let answer = sample.answer
        if let words = try? sample.opener.decryptAnswer(header: answer.header, body: answer.body, opening: opening) {
            try require(words == sample.words && opening.wrapped == sample.opening.wrapped, "an opening opens its answer alone")
        }
        if opening.isValid(signedBy: sample.card) {
            try require(opening == sample.opening, "an opening that is signed was not changed")
        }
    }

    private static func requireSame(_ sample: SealedSample, grant: KeyGrant?) throws {
        guard let grant else { return }
        if let key = (try? grant.open(as: sample.card.id, with: sample.keys)).flatMap({ $0 }) {
            try require(key == sample.key, "a grant gives the key that it names")
        }
        if grant.isValid(signedBy: sample.card) {
            try require(grant == sample.grant, "a grant that is signed was not changed")
        }
    }

    private static func requireSame(_ sample: SealedSample, entry: LogEntry?) throws {
        guard let entry, entry.signature.isValid(for: entry.signedContent, by: sample.card.signing) else { return }
        try require(entry == sample.entry, "an entry that is signed was not changed")
    }
}
