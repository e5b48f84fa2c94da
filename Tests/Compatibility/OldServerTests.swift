import Catalogue
import ClientCore
import Foundation
import LocalStore
import Models
import Support
import TestTraits
import Testing
import Vault
import Wire

/// Today's client with an earlier release's server, on a home of that release: the last sync of it, with the replies of that day.
@Suite("Servers of earlier releases", .onOwnThreads)
struct OldServerTests {
    @Test(arguments: GoldenRelease.all)
    func `the client understands their replies, and reads what was revealed`(release: GoldenRelease) throws {
        let folder = try ScratchFolder()
        let file = folder.path("home.sqlite")
        try FileManager.default.copyItem(
            atPath: release.folder.appending(path: "home.db").path(percentEncoded: false), toPath: file)
        let octets = try Data(contentsOf: release.folder.appending(path: "home.key"))
        let key = try #require(SecretKey(bytes: Bytes(octets)))
        let golden = try release.home()
        let now = Instant(milliseconds: golden.at)
        let transport = RecordedReplies(golden.exchanges)
        let random = SeededRandom(seed: 1)
        let client = Client(
            store: try SQLiteHome(path: file), storeKey: key, random: RandomSource { random.bytes($0) }, now: { now },
            boot: { BootTime(boot: "another", milliseconds: 0) }, catalogue: try Catalogue.builtIn(), connect: { _, _ in transport }
        )

        let report = try client.sync(budget: nil)
        #expect(report.stopped == nil)
        #expect(transport.left == [:])
        let prompt = try #require(PromptID(golden.read.prompt))
        let round = try #require(try client.show(prompt).rounds.first)
        #expect(round.mine?.text == golden.read.mine)
        #expect(round.theirs?.text == golden.read.theirs)
    }
}

/// The replies of a recording, one after another for each route.
private final class RecordedReplies: Transport {
    private var replies: [Route: [TransportReply]]
    /// How many replies weren't asked for, by route.
    var left: [Route: Int] { replies.mapValues(\.count).filter { $0.value > 0 } }

    init(_ exchanges: [GoldenRelease.Exchange]) {
        let known = exchanges.compactMap { exchange in
            Route(rawValue: exchange.path).map {
                (route: $0, reply: TransportReply(status: exchange.status, body: Bytes(exchange.reply.utf8)))
            }
        }
        replies = Dictionary(grouping: known, by: \.route).mapValues { $0.map(\.reply) }
    }

    func send(_ route: Route, body: Bytes?, token: Token?) throws(TransportError) -> TransportReply {
        guard var waiting = replies[route], !waiting.isEmpty else { throw .unreachable }
        defer { replies[route] = waiting }
        return waiting.removeFirst()
    }
}
