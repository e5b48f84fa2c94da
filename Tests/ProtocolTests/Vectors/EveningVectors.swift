import Catalogue
import ClientCore
import FoundationEssentials
import Models
import Support
import Vault
import Wire

/// One answer as it was really exchanged: two clients, a server, and their messages. All random values come from fixed seeds, so
/// the messages are the same each time.
enum EveningVectors {
    /// What the messages are, in order.
    private static let captions = [
        "Ada's desk asks for something to sign.", "It signs, and is given a token.",
        "It carries up Ada's seal, and the opening with it.", "Ben's laptop asks for something to sign.",
        "It signs, and is given a token.", "It learns that Ada has sealed, and no more.",
        "Ben has written. His laptop's token is still good, so it asks for the time first.",
        "It carries up Ben's seal. Both have sealed, and both openings are there: the round is revealed.",
        "Ada's desk fetches both answers, opened.",
    ]

    private static let captionsInHandshake = [
        "Ada's desk asks for something to sign.", "It signs, and is given a token.",
        "It carries up Ada's seal, without an opening.",
        "Ben's laptop asks for something to sign.", "It signs, and is given a token.",
        "It learns that Ada has sealed, and no more.",
        "Ben has written. His laptop's token is still good, so it asks for the time first.",
        "It carries up Ben's seal. Both have sealed: the round is frozen.",
        "It carries up Ben's opening, which names both commitments.",
        "Ada's desk has written nothing: it learns that the round is frozen.",
        "It carries up Ada's opening. The round is revealed.",
        "Ben's laptop sends its opening again, as long as it has not seen the round revealed, and fetches both answers.",
    ]

    static func parts() throws -> JSONTree { try parts(inHandshake: false) }

    static func partsInHandshake() throws -> JSONTree { try parts(inHandshake: true) }

    private static func parts(inHandshake: Bool) throws -> JSONTree {
        let pair = try TestPair()
        let (ada, ben) = (pair.ada, pair.ben)
        // The tokens have expired by now.
        pair.world.time.advance(seconds: 3600)
        var transcript = Transcript(ada: ada, ben: ben)
        for home in [ada, ben] where inHandshake { try home.client.set(.reveal, to: RevealMode.handshake.rawValue) }
        _ = try ada.client.seal(.firstWord, text: "Finally.")
        try transcript.sync(ada)
        try transcript.sync(ben)
        _ = try ben.client.seal(.firstWord, text: "At last.")
        try transcript.sync(ben)
        try transcript.sync(ada)
        if inHandshake { try transcript.sync(ben) }
        return [
            "prompt": .text(PromptID.firstWord.description), "Ada": try partner(ada), "Ben": try partner(ben),
            "couple": .hex(try ada.membership.couple), "keys": try keys(ada, isShared: true),
            "messages": .array(try transcript.messages(inHandshake ? captionsInHandshake : captions)),
        ]
    }

    private static func partner(_ home: TestHome) throws -> JSONTree {
        let keys = try home.deviceKeys
        return [
            "partner": .hex(try home.membership.partner), "device": .hex(try home.membership.device),
            "signingSeed": .hex(Bytes(keys.stored.prefix(32))), "agreementPrivate": .hex(Bytes(keys.stored.suffix(32))),
            "card": try .wire(keys.card(.machine)), "document": .text(try document(home)),
            "keys": try self.keys(home, isShared: false),
        ]
    }

    /// What the home sealed.
    private static func document(_ home: TestHome) throws -> String {
        let seals = try home.sentWrites.compactMap { write -> Bytes? in
            guard case .record(let write) = write, write.record.header.visibility == .sealed else { return nil }
            return try RecordDecryptor(ring: home.keyRing).decryptOwnAnswer(write.record)
        }
        guard seals.count == 1 else { throw JSONTree.NotThere(what: "one seal") }
        return String(decoding: seals[0], as: UTF8.self)
    }

    private static func keys(_ home: TestHome, isShared: Bool) throws -> JSONTree {
        let entries = try home.keyRing.entries.values.filter { $0.purpose.isShared == isShared }
        return .object(Dictionary(uniqueKeysWithValues: entries.map { ($0.purpose.rawValue, .hex($0.key.bytes)) }))
    }

    private struct Transcript {
        private let ada: TestHome
        private var seen: [ObjectIdentifier: Int]
        private var lines: [(from: String, line: TranscriptLine)] = []

        init(ada: TestHome, ben: TestHome) {
            self.ada = ada
            seen = Dictionary(uniqueKeysWithValues: [ada, ben].map { (ObjectIdentifier($0), $0.transport.transcript.count) })
        }

        mutating func sync(_ home: TestHome) throws {
            try home.sync()
            let all = home.transport.transcript
            lines += all.dropFirst(seen[ObjectIdentifier(home)] ?? 0).map { (home === ada ? "Ada" : "Ben", $0) }
            seen[ObjectIdentifier(home)] = all.count
        }

        func messages(_ captions: [String]) throws -> [JSONTree] {
            guard captions.count == lines.count else {
                throw JSONTree.NotThere(what: "captions for \(lines.map { "\($0.from) \($0.line.route)" })")
            }
            return try zip(captions, lines).map { caption, said in
                [
                    "what": .text(caption), "from": .text(said.from), "route": .text(said.line.route.rawValue),
                    "request": try WireJSON.decode(JSONTree.self, from: Data(said.line.request)),
                    "status": .number(Int64(said.line.status)),
                    "reply": try WireJSON.decode(JSONTree.self, from: Data(said.line.reply)),
                ]
            }
        }
    }
}
