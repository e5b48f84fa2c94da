import Catalogue
import ClientCore
import Models
import ServerCore
import Support
import Vault
import Wire

/// Ada's home, and the server where she is paired with Ben. Made once: every input starts from them.
struct PairedHomes {
    /// Ada's.
    let home: MemoryHomeState
    let server: MemoryState
    /// What Ada wrote, by prompt: sealed and revealed, sealed and sent, sealed and unsent, drafted.
    static let words: [PromptID: String] = [
        .firstWord: "Ada, opened", .comingBack: "Ada, sent", .heldBack: "Ada, not sent", .smallStep: "Ada, drafted",
    ]
    /// What Ben sealed, by prompt.
    static let bens: [PromptID: String] = [.firstWord: "Ben, opened", .smallStep: "Ben, sealed"]

    static let made = Result { try PairedHomes() }

    private init() throws {
        let store = MemoryStore()
        let exchange = BlockingExchange(try Self.service(store, seed: 1))
        let honest = HostileTransport(exchange, FuzzInput([]), requests: .max)
        let (home, other) = (MemoryHome(), MemoryHome())
        let (ada, ben) = (try Self.client(home, seed: 2, honest), try Self.client(other, seed: 3, honest))
        try ada.initialise(name: "Ada", deviceName: "desk", server: ServerSetting(parsing: World.address))
        try ben.join(PaperCode(parsing: ada.invite().text), name: "Ben", deviceName: "laptop")
        for (prompt, text) in Self.bens.sorted(by: { $0.key < $1.key }) { _ = try ben.seal(prompt, text: text) }
        for client in [ben, ada, ben, ada] { try Self.sync(client) }
        for prompt in [PromptID.firstWord, .comingBack] { _ = try ada.seal(prompt, text: Self.words[prompt]) }
        for client in [ada, ben, ada] { try Self.sync(client) }
        _ = try ada.seal(.heldBack, text: Self.words[.heldBack])
        try ada.saveDraft(.smallStep, text: Self.words[.smallStep] ?? "")
        (self.home, server) = (home.state, store.snapshot())
    }

    private static func sync(_ client: Client) throws {
        if let stopped = try client.sync(budget: nil).stopped { throw stopped }
    }

    static func service(_ store: MemoryStore, seed: UInt64) throws -> Service<MemoryStore> {
        let random = SeededRandom(seed: seed)
        return try Service(
            store: store, registration: .open, version: "test", now: { TestClock.start }, random: { random.bytes($0) })
    }

    static func client(_ home: MemoryHome, seed: UInt64, _ transport: HostileTransport) throws -> Client {
        let random = SeededRandom(seed: seed)
        let key = SecretKey(random: RandomSource { Bytes(repeating: 9, count: $0) })
        return Client(
            store: home, storeKey: key, random: RandomSource { random.bytes($0) }, now: { TestClock.start },
            boot: { BootTime(boot: "boot", milliseconds: 1000) }, catalogue: try Catalogue.builtIn(),
            connect: { _, _ in transport })
    }
}
