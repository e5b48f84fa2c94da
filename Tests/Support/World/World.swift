import Models
package import ServerCore
package import Wire

/// A server in memory with a clock that the test sets, for `TestHome`s to talk to.
package struct World: Sendable {
    package let store = MemoryStore()
    package let service: Service<MemoryStore>
    /// The server's clock.
    package let time = TestClock()

    package init(limits: Limits = Limits(), registration: Registration = .open, seed: UInt64 = 42) throws {
        let random = SeededRandom(seed: seed)
        service = try Service(
            store: store, limits: limits, registration: registration, version: "test", now: { [time] in time.now },
            random: { random.bytes($0) })
    }

    /// Takes the server back to another state, as a restored backup does: nothing that it had in memory outlives that.
    package func restore(_ state: MemoryState) {
        store.restore(state)
        service.memory.forgetAll()
    }

    /// The server address of every home.
    package static let address = "http://127.0.0.1:8420"
}
