import ClientCore
import Models
import ServerCore
import Support
import Vault
import Wire

/// Someone who has a partner's device, and enlists others with it as if they were that partner's.
final class Thief {
    struct Machine {
        let keys: DeviceKeys
        let card: DeviceCard

        var id: DeviceID { card.id }
    }

    /// The stolen one first, then those it enlisted, then those that they enlisted.
    private(set) var machines: [Machine]
    private let owner: Membership
    private let world: World
    private let random = SeededRandom(seed: 1_729)

    init(with stolen: TestHome, in world: World) throws {
        owner = try stolen.membership
        self.world = world
        let keys = try stolen.deviceKeys
        machines = [Machine(keys: keys, card: keys.card(.machine))]
    }

    var ids: Set<DeviceID> { Set(machines.map(\.id)) }

    /// - Returns: `nil` if the server doesn't let the device sign in.
    func signIn(as machine: Machine) -> WireClient? {
        try? WireClient(
            keys: machine.keys, device: machine.id, couple: owner.couple, exchange: BlockingExchange(world.service))
    }

    /// Of the devices that can still sign in, the first and the last enlist one more each.
    ///
    /// - Throws: the server's error for a device that it let in.
    func enlistMore() throws {
        let inside = machines.filter { $0.card.kind == .machine && signIn(as: $0) != nil }
        for machine in [inside.first, inside.dropFirst().last].compactMap(\.self) { try enlist(.machine, with: machine) }
    }

    /// - Returns: `false` if the server refuses it.
    @discardableResult
    func enlist(_ kind: DeviceKind, with machine: Machine) throws -> Bool {
        guard let wire = signIn(as: machine) else { return false }
        let keys = try DeviceKeys(random: RandomSource { [random] in random.bytes($0) })
        let expires = kind == .link ? world.time.now.advanced(by: .seconds(500)) : nil
        let card = keys.card(kind, expires: expires)
        let entry = try LogEntry(
            previous: tips(wire), action: .add(card: card, retiring: nil), device: machine.id, time: world.time.now,
            signedWith: machine.keys.signing)
        let outcomes = try wire.sync([.entry(EntryWrite(partner: owner.partner, entry: entry))], offering: true).outcomes
        guard outcomes == [.applied] else { return false }
        machines.append(Machine(keys: keys, card: card))
        return true
    }

    /// The tips of the owner's log, as the server has it.
    private func tips(_ wire: WireClient) throws -> [EntryHash] {
        var entries: [LogEntry] = []
        var page = try wire.sync([], offering: true)
        while true {
            entries += page.changes.compactMap { change in
                if case .entry(let entry) = change, entry.partner == owner.partner { entry.entry } else { nil }
            }
            guard page.more else { return try DeviceLog(entries: entries).tips }
            page = try wire.sync([], cursor: page.cursor, furthest: page.furthest, offering: true)
        }
    }
}
