import ClientCore
import FoundationEssentials
import Models
import Vault
import Wire

/// What the holder of one device can open: its private keys, and every key ever encrypted to it, wherever that was seen.
final class Knowledge {
    let device: DeviceID
    let keys: DeviceKeys
    private(set) var ring = KeyRing()
    private(set) var keyIDs: Set<KeyID> = []
    private var seen: Set<VersionDigest> = []

    init(device: DeviceID, keys: DeviceKeys) {
        self.device = device
        self.keys = keys
    }

    init(copying other: Knowledge) {
        (device, keys, ring, keyIDs, seen) = (other.device, other.keys, other.ring, other.keyIDs, other.seen)
    }

    /// - Parameter digest: of the grant, which is expensive to compute again for each device.
    func learn(_ grant: KeyGrant, digest: VersionDigest) throws {
        guard seen.insert(digest).inserted, let key = try grant.open(as: device, with: keys) else { return }
        ring.add(grant, key: key)
        keyIDs.insert(key.id)
    }
}
