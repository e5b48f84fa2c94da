import ClientCore
import Models
import ServerCore
import Support

extension FuzzTarget {
    /// A client with a hostile server: whatever the reply, no text is lost, and none is shown that no one wrote.
    static let clients = FuzzTarget("clients", longest: 1024) { input in
        let paired = try PairedHomes.made.get()
        let exchange = BlockingExchange(try PairedHomes.service(MemoryStore(paired.server), seed: 4))
        let hostile = HostileTransport(exchange, FuzzInput(input), requests: 8)
        let client = try PairedHomes.client(MemoryHome(paired.home), seed: 5, hostile)
        // What is wrong with a reply is the client's concern, and doesn't matter here.
        for _ in 0..<2 { _ = try? client.sync(budget: nil) }
        for (prompt, text) in PairedHomes.words {
            let rounds = try client.show(prompt).rounds
            let words = rounds.flatMap { [$0.mine?.text, $0.draft?.text] } + (try client.history(prompt).map(\.words.text))
            try require(words.contains(text), "no words are lost")
            let theirs = rounds.compactMap(\.theirs?.text)
            try require(theirs.allSatisfy { $0 == PairedHomes.bens[prompt] }, "the partner's words are the partner's")
        }
        _ = try client.status()
        _ = try client.export()
        _ = try client.takeNotices()
    }
}
