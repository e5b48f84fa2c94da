import ServerCore
import Support
import Vault

/// A couple that has just paired, one machine each. Made once: pairing is the dearest thing that every world begins with.
struct PairedBeginning {
    let server: MemoryState
    let model: Model
    /// The inviter's, then the joiner's.
    let homes: [(state: MemoryHomeState, storeKey: SecretKey)]

    init() throws {
        let world = try SimWorld(.calm, seed: .max)
        try world.pair()
        if let violation = world.violation { throw violation }
        server = world.server.store.memory.snapshot()
        model = world.model
        homes = try world.refs.compactMap { world.devices[$0] }.map { device in
            guard let state = device.home.copy else { throw SimHome.Ended() }
            return (state, device.storeKey)
        }
    }
}
