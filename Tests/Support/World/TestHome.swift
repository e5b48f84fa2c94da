package import Catalogue
package import ClientCore
package import LocalStore
import Models
package import Vault
import Wire

/// One device in a `World`: a client with its own clocks, over a store in memory.
package final class TestHome {
    package let client: Client
    package let store: SQLiteHome
    package let transport: InProcessTransport
    package let storeKey: SecretKey
    package let clocks: DeviceClocks
    private let random: RandomSource
    /// The servers the client connected to, with their verification, in order.
    package var addresses: [ServerAddress] { dialled.addresses }
    /// The time budget of each command's server access, in order; `nil` for no limit.
    package var budgets: [Duration?] { dialled.budgets }
    private let dialled = Dialled()
    /// No request arrives.
    package var isOffline = false {
        didSet { transport.fault = { [isOffline] _ in isOffline ? .requestLost : .none } }
    }

    /// - Parameter path: the file that holds it; `nil` for memory.
    package init(_ world: World, seed: UInt64, path: String? = nil) throws {
        let random = SeededRandom(seed: seed)
        let transport = InProcessTransport(world.service)
        let store = try path.map { try SQLiteHome(path: $0) } ?? SQLiteHome.inMemory()
        let dialled = dialled
        let clocks = DeviceClocks(world.time, boot: "boot-\(seed)")
        self.clocks = clocks
        self.random = RandomSource { random.bytes($0) }
        storeKey = SecretKey(random: self.random)
        client = Client(
            store: store, storeKey: storeKey, random: RandomSource { random.bytes($0) }, now: { clocks.wall },
            boot: { clocks.boot },
            catalogue: try Catalogue.builtIn(),
            connect: { address, budget in
                dialled.addresses.append(address)
                dialled.budgets.append(budget)
                return transport
            })
        self.store = store
        self.transport = transport
    }

    /// Another process on this home, which ends during one of its transactions.
    package func process(endingAt transaction: Int, _ moment: EndingHome.Moment) throws -> Client {
        let (clocks, transport) = (clocks, transport)
        return Client(
            store: EndingHome(store, at: transaction, moment), storeKey: storeKey, random: random, now: { clocks.wall },
            boot: { clocks.boot }, catalogue: try Catalogue.builtIn(), connect: { _, _ in transport })
    }

    /// Another process on this home, while its disk can't be written to.
    package func readOnly() throws -> Client {
        let (clocks, transport) = (clocks, transport)
        return Client(
            store: ReadOnlyHome(inner: store), storeKey: storeKey, random: random, now: { clocks.wall }, boot: { clocks.boot },
            catalogue: try Catalogue.builtIn(), connect: { _, _ in transport })
    }

    /// Another process on this home, and a counter of what it reads.
    ///
    /// - Parameter catalogue: of another version of the program; `nil` for this one's.
    package func counted(catalogue: Catalogue? = nil) throws -> (client: Client, home: CountedHome) {
        let (clocks, transport, home) = (clocks, transport, CountedHome(store))
        let client = Client(
            store: home, storeKey: storeKey, random: random, now: { clocks.wall }, boot: { clocks.boot },
            catalogue: try catalogue ?? Catalogue.builtIn(), connect: { _, _ in transport })
        return (client, home)
    }

    /// Puts this partner's text into the outbox: first drafts for that many prompts.
    package func fillOutbox(_ count: Int, text: String = "Words.") throws {
        let partner = try membership.partner
        try store.write { transaction in
            for index in 0..<count {
                let document = Document.draft(
                    AnswerDocument(
                        prompt: PromptID(validDeck: "outbox", name: "\(index)"), question: "?", number: 1, text: text,
                        at: clocks.wall))
                let intent = Intent.put(visibility: .own, owner: .author, document: document, edits: nil)
                let id = RoundNaming(seed: storeKey).record("draft", "\(index)", of: partner)
                try transaction.append(
                    OutboxEntry(
                        record: id,
                        intent: Blob(
                            Cipher.encrypt(
                                Bytes(WireJSON.encode(intent)), under: storeKey, binding: Bytes("twofold/store/v1".utf8),
                                random: random)), wall: clocks.wall, boot: clocks.boot))
            }
        }
    }

    /// Syncs, and requires that everything goes through.
    @discardableResult
    package func sync() throws -> SyncReport {
        let report = try client.sync(budget: nil)
        if let stopped = report.stopped { throw stopped }
        return report
    }
}

private final class Dialled {
    var addresses: [ServerAddress] = []
    var budgets: [Duration?] = []
}
