import ClientCore
import Models
import ServerCore
import Support

extension FuzzTarget {
    /// A file to import: read or refused, it loses nothing that is already here; once imported, all of it can be read again.
    static let imports = FuzzTarget("imports", longest: 16_384) { input in
        guard let export = try? Export(json: input) else { return }
        try require(export.turned().export.isOpenToBoth, "nothing that only its author may read comes in as the partner's")
        let paired = try PairedHomes.made.get()
        let exchange = BlockingExchange(try PairedHomes.service(MemoryStore(paired.server), seed: 4))
        let client = try PairedHomes.client(
            MemoryHome(paired.home), seed: 5, HostileTransport(exchange, FuzzInput([]), requests: 0))
        let before = try client.export()
        guard (try? client.bringIn(export)) != nil else {
            try require(try client.export().prompts == before.prompts, "what cannot be brought in whole changes nothing")
            return
        }
        let after = try client.export()
        let words = Set(after.texts)
        try require(before.texts.allSatisfy(words.contains), "what was here before is still here")
        try require(export.texts.allSatisfy(words.contains), "no words of an export are lost")
        try require(try client.bringIn(export).isNothing, "the same once more changes nothing")
        try require(try client.export().prompts == after.prompts, "and nothing is there twice")
        try require(try client.bringIn(after).isNothing, "and what is here already is not brought in again")
        for prompt in after.prompts { _ = try client.show(prompt.id) }
        _ = try client.timeline(search: "a")
        _ = try client.trends()
    }
}

extension Export {
    fileprivate var isOpenToBoth: Bool {
        prompts.allSatisfy { prompt in
            !prompt.isSkipped && prompt.history.isEmpty
                && prompt.rounds.allSatisfy { $0.draft == nil && $0.state == .revealed && !$0.isArchived }
        }
    }

    /// Everything either partner wrote, except the text of decks.
    fileprivate var texts: [String] {
        prompts.flatMap { prompt in
            prompt.history.map(\.text)
                + prompt.rounds.flatMap { round in
                    [round.draft, round.mine, round.theirs].compactMap { $0?.text } + round.reflections.map(\.text)
                }
        } + pledges.map(\.text)
    }
}
