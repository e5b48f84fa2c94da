import Catalogue
import ClientCore
import FoundationEssentials
import Models
import ServerCore
import Support
import Vault
import Wire

/// Two partners, their devices, a server and the network between them, running the shipped code under the control of one script.
final class SimWorld {
    let plan: Plan
    let time: TestClock
    let server: SimServer
    private(set) lazy var network = SimNetwork(server, self)
    var devices: [DeviceRef: SimDevice] = [:]
    var knowledge: [DeviceRef: Knowledge] = [:]
    var model = Model()
    var violation: Violation?
    var stepNumber = 0
    var serverAhead: Int64 = 0
    var isServerClockStopped = false
    var kits: [Int: PaperCode] = [:]
    var nextText = 1
    private let seeds: SeededRandom
    /// The shapes of what a device received, for paired runs.
    var shapes: [DeviceRef: [String]] = [:]
    var names = Shape()
    /// Omits exactly the steps that leave no trace.
    let isTwin: Bool
    private let isShipped: Bool

    static let prompts: [PromptID] = ["founding/first-word", "founding/felt-connected", "founding/hard-to-open"]

    /// - Parameters:
    ///   - isShipped: over a database on both sides, like the programs; otherwise in memory.
    ///   - beginning: a couple that is already paired; without it there's no one.
    init(_ plan: Plan, seed: UInt64, isTwin: Bool = false, isShipped: Bool = false, from beginning: PairedBeginning? = nil) throws {
        self.plan = plan
        self.isShipped = isShipped
        self.isTwin = isTwin
        seeds = SeededRandom(seed: ~seed)
        time = TestClock()
        let data: any SimData =
            if !isShipped { SimMemory(beginning?.server ?? MemoryState()) } else if TestPostgres.isThere { try SimPostgres() } else
            {
                try SimFolder()
            }
        server = try SimServer(data, limits: plan.limits, seed: seeds.number(), clock: TestClock())
        guard let beginning else { return }
        model = beginning.model
        model.endedPapers = model.endedPapers.map { Knowledge(copying: $0) }
        for home in beginning.homes {
            knowledge[home.ref] = Knowledge(copying: home.knowledge)
            _ = try addDevice(of: home.ref.partner, copying: home.state, storeKey: home.storeKey, trusting: home.client)
        }
    }

    /// Drawn rather than incremented: neighbouring seeds would produce the same bytes one after the other.
    func seed() -> UInt64 { seeds.number() }

    /// - Parameter promise: the promise that is broken unless it holds.
    func check(_ promise: Violation.Promise, _ holds: Bool, _ detail: @autoclosure () -> String) {
        if !holds, violation == nil { violation = Violation(promise: promise, detail: detail()) }
    }

    func device(_ ref: DeviceRef) -> SimDevice? { devices[ref] }

    var refs: [DeviceRef] { devices.keys.sorted() }

    func live(of partner: Int) -> [SimDevice] {
        refs.filter { $0.partner == partner }.compactMap { devices[$0] }.filter { !$0.hasEnded }
    }

    /// Adds a device with nothing on it.
    func addDevice(
        of partner: Int, copying state: MemoryHomeState? = nil, storeKey: SecretKey? = nil, trusting other: Client? = nil
    ) throws -> SimDevice {
        let index = (refs.filter { $0.partner == partner }.map(\.index).max() ?? -1) + 1
        let ref = DeviceRef(partner: partner, index: index)
        let seed = seed()
        let device = SimDevice(
            ref, home: try state.map { SimHome(copying: $0) } ?? SimHome(isSQLite: isShipped), storeKey: storeKey,
            clocks: DeviceClocks(time, boot: "boot-\(seed)"), transport: SimTransport(server, ref, network), seed: seed,
            trusting: other)
        devices[ref] = device
        return device
    }

    /// Time passes for everyone whose clock isn't stopped.
    func pass(seconds: Int64) {
        time.advance(seconds: seconds)
        if !isServerClockStopped { server.clock.set(time.now.advanced(by: .seconds(serverAhead))) }
    }

    var couple: CoupleID? {
        get throws { try live(of: 0).first?.membership?.couple ?? live(of: 1).first?.membership?.couple }
    }

    /// Both partners at the start: one device each, paired.
    func pair() throws {
        let inviter = try addDevice(of: 0)
        let joiner = try addDevice(of: 1)
        try inviter.client.initialise(name: "Ada", deviceName: "desk", server: ServerSetting(parsing: World.address))
        let code = try PaperCode(parsing: inviter.client.invite().text)
        try joiner.client.join(code, name: "Ben", deviceName: "laptop")
        for device in [joiner, inviter, joiner] { _ = try device.client.sync(budget: nil) }
        for device in [inviter, joiner] {
            device.forgetMembership()
            try learn(device)
        }
    }

    /// A couple with some devices each, all of which know of one another.
    func begin(with fleet: Fleet) throws {
        try pair()
        for partner in 0...1 {
            for _ in 1..<fleet[partner] {
                guard let first = try link(from: DeviceRef(partner: partner, index: 0)) else { throw SimHome.Ended() }
                try sync(first)
            }
        }
        for _ in 0..<2 { for device in live(of: 0) + live(of: 1) { try sync(device) } }
        if let violation { throw violation }
    }

    /// Tells the model what a device can open.
    func learn(_ device: SimDevice) throws {
        guard knowledge[device.ref] == nil, let known = try device.knowledge() else { return }
        for (grant, digest) in model.grants { try known.learn(grant, digest: digest) }
        knowledge[device.ref] = known
    }

    func device(named id: DeviceID) throws -> SimDevice? {
        try refs.lazy.compactMap { self.devices[$0] }.first { try $0.membership?.device == id }
    }
}
