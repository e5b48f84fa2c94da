import Models
import ServerCore
import Support
import Wire

/// One run of the server's program on its data.
struct SimProcess {
    let exchange: BlockingExchange
    let callersWaiting: () -> Int

    init(_ store: some Store, _ faults: SimFaults, limits: Limits, random: SeededRandom, clock: TestClock) throws {
        let service = try Service(
            store: SimStore(inner: store, faults: faults), limits: limits, registration: .open, version: "simulated",
            now: { clock.now }, random: { random.bytes($0) })
        exchange = BlockingExchange(service)
        callersWaiting = { service.callersWaiting }
    }
}
