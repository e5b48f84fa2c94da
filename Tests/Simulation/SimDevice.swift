import Catalogue
import ClientCore
import FoundationEssentials
import Models
import Support
import Vault
import Wire

/// One device: a home, clocks, a connection to the server, and the client program on top.
final class SimDevice {
    let ref: DeviceRef
    let home: SimHome
    let storeKey: SecretKey
    let clocks: DeviceClocks
    let transport: SimTransport
    private(set) var client: Client
    private let random: SeededRandom
    /// It was removed, has left, or belongs to a couple that is over.
    var hasEnded = false
    /// A saved copy of the home, and the texts known to be in it.
    var kept: (state: MemoryHomeState, texts: Set<Int>)?
    private var cachedMembership: Membership?
    private var cachedLogs: (count: Int, logs: [DeviceLog]) = (0, [])

    /// - Parameter other: a client over an identical home, if there is one.
    init(
        _ ref: DeviceRef, home: SimHome, storeKey: SecretKey?, clocks: DeviceClocks, transport: SimTransport, seed: UInt64,
        trusting other: Client? = nil
    ) {
        self.ref = ref
        self.home = home
        self.clocks = clocks
        self.transport = transport
        let random = SeededRandom(seed: seed)
        self.random = random
        let storeKey = storeKey ?? SecretKey(random: RandomSource { random.bytes($0) })
        self.storeKey = storeKey
        client = Self.client(home, storeKey, random, clocks, transport, trusting: other)
    }

    private static let catalogue = try? Catalogue.builtIn()

    private static func client(
        _ home: SimHome, _ storeKey: SecretKey, _ random: SeededRandom, _ clocks: DeviceClocks, _ transport: SimTransport,
        trusting other: Client? = nil
    ) -> Client {
        guard let catalogue else { preconditionFailure("the built-in decks are sound") }
        return Client(
            store: home, storeKey: storeKey, random: RandomSource { random.bytes($0) }, now: { clocks.wall }, boot: { clocks.boot },
            catalogue: catalogue, trusting: other, connect: { _, _ in transport })
    }

    /// Cancels what was planned for its process; if that has already happened, restarts the process.
    func heal() { if home.hasEnded { openAnew() } else { home.openAnew() } }

    /// As after the end of its process: everything outside the home is lost.
    func openAnew() {
        home.openAnew()
        client = Self.client(home, storeKey, random, clocks, transport)
    }

    /// `nil` while the home belongs to no one.
    var membership: Membership? {
        get throws {
            if let cachedMembership { return cachedMembership }
            guard let stored = try home.read({ try $0.value("membership") }) else { return nil }
            let membership = try WireJSON.decode(Membership.self, from: Data(stored))
            cachedMembership = membership
            return membership
        }
    }

    func forgetMembership() { cachedMembership = nil }

    func knowledge() throws -> Knowledge? {
        guard let membership = try membership else { return nil }
        let keys = try DeviceKeys(
            stored: Cipher.decrypt(membership.secrets.bytes, under: storeKey, binding: Bytes("twofold/store/v1".utf8)))
        return Knowledge(device: membership.device, keys: keys)
    }

    /// Both partners' logs as far as they are known here.
    func logs(of partners: [PartnerID]) throws -> [DeviceLog] {
        let entries = try home.read { transaction in try partners.map { try transaction.entries(of: $0) } }
        let count = entries.reduce(0) { $0 + $1.count }
        if cachedLogs.count != count { cachedLogs = (count, entries.compactMap { try? DeviceLog(entries: $0) }) }
        return cachedLogs.logs
    }
}
