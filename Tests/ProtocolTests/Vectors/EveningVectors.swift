import ClientCore
import FoundationEssentials
import Models
import Support
import Vault
import Wire

/// One answer, as it really travelled: two clients, a server, and what they said to each other. Everything that was drawn came from fixed
/// seeds, so it travels alike each time.
enum EveningVectors {
    private static let prompt = "founding/first-word"

    /// What the messages are, in their order.
    private static let captions = [
        "Ada's desk asks for something to sign", "and signs it", "It learns that nothing is new", "and carries up Ada's seal.",
        "Ben's laptop asks for something to sign", "and signs it", "It learns that Ada has sealed, and no more.",
        "Ben has sealed: the round is frozen and, both openings being there, revealed.",
        "Ada's desk fetches both answers, opened.",
    ]

    static func parts() throws -> JSONTree {
        let pair = try TestPair()
        let (ada, ben) = (pair.ada, pair.ben)
        // By now tokens have run out.
        pair.world.time.advance(seconds: 3600)
        var transcript = Transcript(ada: ada, ben: ben)
        _ = try ada.client.seal(prompt, text: "Finally.")
        try ada.sync()
        transcript.note("Ada", ada)
        try ben.sync()
        transcript.note("Ben", ben)
        _ = try ben.client.seal(prompt, text: "At last.")
        try ben.sync()
        transcript.note("Ben", ben)
        try ada.sync()
        transcript.note("Ada", ada)
        return [
            "prompt": .text(prompt), "Ada": try partner(ada), "Ben": try partner(ben),
            "couple": .hex(try ada.membership.couple), "keys": try keys(ada, isShared: true),
            "messages": .array(try transcript.messages(captions)),
        ]
    }

    private static func partner(_ home: TestHome) throws -> JSONTree {
        let keys = try home.deviceKeys
        return [
            "partner": .hex(try home.membership.partner), "device": .hex(try home.membership.device),
            "signingSeed": .hex(Bytes(keys.stored.prefix(32))), "agreementPrivate": .hex(Bytes(keys.stored.suffix(32))),
            "card": try .wire(keys.card(.machine)), "keys": try self.keys(home, isShared: false),
        ]
    }

    private static func keys(_ home: TestHome, isShared: Bool) throws -> JSONTree {
        let entries = try home.keyRing.entries.values.filter { $0.purpose.isShared == isShared }
        return .object(Dictionary(uniqueKeysWithValues: entries.map { ($0.purpose.rawValue, .hex($0.key.bytes)) }))
    }

    private struct Transcript {
        private var seen: [String: Int]
        private var lines: [(from: String, line: TranscriptLine)] = []

        init(ada: TestHome, ben: TestHome) {
            seen = ["Ada": ada.transport.transcript.count, "Ben": ben.transport.transcript.count]
        }

        mutating func note(_ name: String, _ home: TestHome) {
            let all = home.transport.transcript
            lines += all.dropFirst(seen[name] ?? 0).map { (name, $0) }
            seen[name] = all.count
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
