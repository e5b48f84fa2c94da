package import ClientCore
import Crypto
import FoundationEssentials
import LocalStore
package import Models
package import Vault
package import Wire

/// Everything available to whoever holds this home.
extension TestHome {
    package var membership: Membership {
        get throws {
            let stored = try store.read { try $0.value("membership") }
            return try WireJSON.decode(Membership.self, from: Data(stored ?? []))
        }
    }

    package var deviceKeys: DeviceKeys {
        get throws {
            try DeviceKeys(
                stored: Cipher.decrypt(membership.secrets.bytes, under: storeKey, binding: Bytes("twofold/store/v1".utf8)))
        }
    }

    /// Every symmetric key ever encrypted to this device, and everything that can be derived from its private keys.
    package var keyRing: KeyRing {
        get throws {
            var ring = KeyRing()
            for grant in try store.read({ try $0.grants() }) {
                if let key = try grant.open(as: membership.device, with: deviceKeys) { ring.add(grant, key: key) }
            }
            return ring
        }
    }

    package var everyKey: [SecretKey] {
        get throws {
            let keys = try deviceKeys
            return try keyRing.entries.values.map(\.key) + [storeKey]
                + [keys.signing.rawRepresentation, keys.agreement.rawRepresentation].compactMap { SecretKey(bytes: Bytes($0)) }
        }
    }

    /// What was sent to the server in syncs, in order.
    package var sentWrites: [Write] { sentRequests.flatMap(\.writes) }

    package var sentRequests: [SyncRequest] {
        transport.transcript.filter { $0.route == .sync }
            .compactMap { try? WireJSON.decode(SyncRequest.self, from: Data($0.request)) }
    }

    /// What syncs returned, in order.
    package var received: [SyncResponse] {
        transport.transcript.filter { $0.route == .sync && $0.status == 200 }
            .compactMap { try? WireJSON.decode(SyncResponse.self, from: Data($0.reply)) }
    }
}

extension KeyRing {
    /// The latest key for a purpose, whoever granted it, or the seed that came first.
    package func latest(_ purpose: KeyPurpose) -> SecretKey? {
        purpose.isRenewed ? all.last { $0.purpose == purpose }?.key : seeds(purpose).first
    }
}
