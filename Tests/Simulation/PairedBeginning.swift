import ClientCore
import ServerCore
import Support
import Vault

/// A paired couple with some devices each, in memory. Pairing and linking are the most expensive part of setting up a world.
struct PairedBeginning {
    struct Home {
        let ref: DeviceRef
        let state: MemoryHomeState
        let storeKey: SecretKey
        let knowledge: Knowledge
        let client: Client
    }

    let server: MemoryState
    let model: Model
    let homes: [Home]

    init(_ fleet: Fleet) throws {
        let world = try SimWorld(.calm, seed: .max)
        try world.begin(with: fleet)
        guard let state = world.server.data.state else { throw SimHome.Ended() }
        server = state
        model = world.model
        homes = try world.refs.map { ref in
            guard let device = world.devices[ref], let state = device.home.copy, let knowledge = world.knowledge[ref] else {
                throw SimHome.Ended()
            }
            return Home(ref: ref, state: state, storeKey: device.storeKey, knowledge: knowledge, client: device.client)
        }
    }
}
