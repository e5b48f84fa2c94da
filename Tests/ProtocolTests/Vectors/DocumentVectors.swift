import Catalogue
import ClientCore
import Foundation
import Models
import Support
import Vault
import Wire

/// Each kind of document as this program writes it, in its record; and how bodies, answers, check-ins, names and reactions are
/// read.
enum DocumentVectors {
    static func parts() throws -> JSONTree {
        let cast = try Cast()
        return [
            "documents": .array(try DocumentSamples(cast).all.map { try described($0, cast) }),
            "readings": .array(readings.map { ["content": .text($0), "reading": .text(name(DocumentReading(Bytes($0.utf8))))] }),
            "answers": .array(try answers(cast)), "checkIns": .array(checkIns.map(checkIn)),
            "writtenCheckIns": .array(writtenCheckIns.map { ["ratings": ratings($0), "text": .text($0.text)] }),
            "reactions": .array(reactions.map(reaction)), "names": .array(try names(cast)),
        ]
    }

    // MARK: In their records
    private static func described(_ sample: DocumentSamples.Sample, _ cast: Cast) throws -> JSONTree {
        let content = try Bytes(WireJSON.encode(sample.document))
        let key = sample.visibility == .own ? cast.personal : cast.couple
        let header = RecordHeader(
            couple: cast.coupleID, id: sample.id, visibility: sample.visibility, owner: sample.owner, author: cast.ada,
            stamp: Stamp(time: Cast.time, counter: 0, device: cast.desk.id), isDeleted: false, key: key.id,
            bodyHash: BodyHash(ofBody: .empty))
        let record = try RecordEncryptor(keys: cast.desk.keys, random: .seeded(40)).encrypt(content, as: header, under: key)
        let named: JSONTree =
            sample.name.map { name in
                [
                    "purpose": .text(name.isOfCouple ? "coupleSeed" : "personalSeed"),
                    "seed": .hex((name.isOfCouple ? cast.coupleSeed : cast.personalSeed).bytes), "kind": .text(name.kind),
                    "subject": .text(name.subject), "author": name.isOfCouple ? .null : .hex(cast.ada),
                ]
            } ?? .null
        return try RecordVectors.described(record, sample.kind, cast).with([
            "document": .text(String(decoding: content, as: UTF8.self)), "named": named, "key": .hex(key.bytes),
            "nonce": .hex(Bytes(record.body.bytes.prefix(12))), "associatedData": .hex(record.header.associatedData),
        ])
    }

    // MARK: Readings
    private static let readings = [
        #"{"name":{"name":"Ada"}}"#, #"{"needs":1,"name":{"name":"Ada"}}"#, #"{"later":true,"name":{"mood":"calm","name":"Ada"}}"#,
        #"{"needs":2,"name":{"name":"Ada"}}"#, #"{"needs":2,"name":{"mood":"calm"}}"#, #"{"photo":{"picture":"AAAA"}}"#,
        #"{"needs":1,"photo":7}"#, #"{"needs":2}"#, #"{"name":{}}"#, #"{"name":{"name":7}}"#, #"{}"#, #"{"needs":1}"#,
        #"{"needs":"2","name":{"name":"Ada"}}"#, #"{"name":{"name":"Ada"},"skip":{"at":0,"prompt":"a/b"}}"#, "[]", "words", "",
        #"{"needs":null,"name":{"name":"Ada"}}"#, #"{"needs":1.5,"name":{"name":"Ada"}}"#, #"{"needs":1.0,"name":{"name":"Ada"}}"#,
        #"{"needs":2e0,"name":{"name":"Ada"}}"#, #"{"name":{"name":"Ada"},"name":7}"#, #"{"name":7,"name":{"name":"Ada"}}"#,
        #"{"needs":1,"needs":2,"name":{"name":"Ada"}}"#, "\u{FEFF}" + #"{"name":{"name":"Ada"}}"#,
    ]

    private static func name(_ reading: DocumentReading) -> String {
        switch reading {
        case .document: "document"
        case .needsNewerVersion: "needs a newer version"
        case .malformed: "malformed"
        case .nothing, .keyMissing: "nothing"
        }
    }

    /// What was sealed in the round of a prompt and number, and whether it's an answer to it.
    private static func answers(_ cast: Cast) throws -> [JSONTree] {
        func content(
            _ kind: String = "answer", _ prompt: String = "founding/first-word", _ number: Int = 1, _ question: String = "?"
        )
            -> String
        {
            #"{"\#(kind)":{"at":0,"isFinished":false,"number":\#(number),"prompt":"\#(prompt)","question":"\#(question)","text":"Yes."}}"#
        }
        let cases: [(String, String)] = [
            (content(), "words"), (content("answer", "founding/first-word", 1, "Another question?"), "words"),
            (content("draft"), "not an answer"), (content("answer", "founding/small-step"), "not an answer"),
            (content("answer", "founding/first-word", 2), "not an answer"), (#"{"name":{"name":"Ada"}}"#, "not an answer"),
            ("Yes.", "not an answer"), (#"{"needs":2,\#(content().dropFirst())"#, "needs a newer version"),
            (#"{"photo":{}}"#, "needs a newer version"),
        ]
        return cases.map { content, reading in
            [
                "prompt": "founding/first-word", "number": 1, "coupleSeed": .hex(cast.coupleSeed.bytes),
                "round": .hex(RoundNaming(seed: cast.coupleSeed).round(RoundReference(prompt: .firstWord, number: 1))),
                "content": .text(content), "reading": .text(reading),
            ]
        }
    }

    // MARK: Check-ins
    private static let checkIns = [
        "busyness 7", "busyness 7: a long week\ntrusting 8", "  \nbusyness 7\r\n\ntrusting 10: yes", "trusting 8: a: b",
        "shame 0\nmutual 10", "laughing 5\nbusyness 1", "laughing 5", "busyness 11", "busyness -1", "busyness", "busyness  7",
        "Busyness 7", "busyness 7:", "busyness 7: ", "busyness 7 :x", "busyness 007", "busyness 7\nbusyness 8", "", "\n",
        "Just words.",
        "busyness 7: \u{A0} spaced \t out ",
    ]

    private static func checkIn(_ text: String) -> JSONTree {
        ["text": .text(text), "ratings": CheckIn(text: text).map(ratings) ?? .null]
    }

    private static func ratings(_ checkIn: CheckIn) -> JSONTree {
        .array(
            CheckInSubject.allCases.compactMap { subject in
                checkIn.ratings[subject].map { rating in
                    [
                        "subject": .text(subject.name), "value": .number(Int64(rating.value)),
                        "note": rating.note.map { .text($0) } ?? .null,
                    ]
                }
            })
    }

    private static var writtenCheckIns: [CheckIn] {
        let whole = CheckInSubject.allCases.enumerated().map { ($1, Rating($0 % 11, note: $0 == 3 ? " two\nlines " : nil)) }
        return [CheckIn(ratings: Dictionary(uniqueKeysWithValues: whole).compactMapValues { $0 })]
    }

    // MARK: Reactions, names
    private static let reactions = [
        "\u{2665}", "\u{1F331}", "\u{2764}\u{FE0F}", "\u{1F44D}\u{1F3FD}", "a", "e\u{301}", "", " ", "ab", "\u{2665}\u{2665}",
        "\u{200B}",
        "\u{301}", "\n", "\u{2028}", "\u{AD}", "\u{7}", "a" + String(repeating: "\u{301}", count: 32),
    ]

    private static func reaction(_ sign: String) -> JSONTree {
        [
            "sign": .text(sign),
            "isSound": .flag(ReactionDocument(prompt: "a/b", number: 1, symbol: sign, at: Cast.time).isSound),
        ]
    }

    private static func names(_ cast: Cast) throws -> [JSONTree] {
        func stamp(_ seconds: Int64, _ counter: UInt32 = 0) throws -> JSONTree {
            try .wire(Stamp(time: Cast.time.advanced(by: .seconds(seconds)), counter: counter, device: cast.laptop.id))
        }
        return [
            ["records": [["stamp": try stamp(0), "name": "Ben"]], "counts": "Ben"],
            [
                "records": [["stamp": try stamp(0), "name": "Ben"], ["stamp": try stamp(60), "name": "Benjamin"]],
                "counts": "Benjamin",
            ],
            [
                "records": [
                    ["stamp": try stamp(60, 1), "name": "Benny"], ["stamp": try stamp(60), "name": "Benjamin"],
                    ["stamp": try stamp(0, 9), "name": "Ben"],
                ], "counts": "Benny",
            ],
            ["records": [], "counts": nil],
        ]
    }
}
