import Models
import Vault

/// One of the cast's devices, whose keys are derived from a number.
struct CastDevice: Sendable {
    let name: String
    /// Signing seed, then agreement key, as `DeviceKeys` stores them.
    let secrets: Bytes
    let card: DeviceCard

    init(_ name: String, _ first: UInt8) throws {
        try self.init(name, secrets: .counting(from: first) + .counting(from: first &+ 0x40), kind: .machine)
    }

    init(_ name: String, secrets: Bytes, kind: DeviceKind, expires: Instant? = nil) throws {
        self.name = name
        self.secrets = secrets
        card = try DeviceKeys(stored: secrets).card(kind, expires: expires)
    }

    var id: DeviceID { card.id }

    var keys: DeviceKeys { get throws { try DeviceKeys(stored: secrets) } }
}
