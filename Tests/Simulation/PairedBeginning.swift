import ServerCore
import Support
import Vault

/// A couple that has paired, with some machines each. Pairing and linking are the dearest things that worlds begin with.
struct PairedBeginning {
    struct Home {
        let ref: DeviceRef
        let state: MemoryHomeState
        let storeKey: SecretKey
        let knowledge: Knowledge
    }

    let server: MemoryState
    let model: Model
    let homes: [Home]

    init(_ fleet: Fleet) throws {
        let world = try SimWorld(.calm, seed: .max)
        try world.pair()
        for partner in 0...1 {
            for _ in 1..<fleet[partner] {
                guard let first = try world.link(from: DeviceRef(partner: partner, index: 0)) else { throw SimHome.Ended() }
                try world.sync(first)
            }
        }
        // Everybody has heard of everybody.
        for _ in 0..<2 { for device in world.live(of: 0) + world.live(of: 1) { try world.sync(device) } }
        if let violation = world.violation { throw violation }
        server = world.server.store.memory.snapshot()
        model = world.model
        homes = try world.refs.map { ref in
            guard let device = world.devices[ref], let state = device.home.copy, let knowledge = world.knowledge[ref] else {
                throw SimHome.Ended()
            }
            return Home(ref: ref, state: state, storeKey: device.storeKey, knowledge: knowledge)
        }
    }
}
