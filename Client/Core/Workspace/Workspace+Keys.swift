import Models
import Vault

/// What is written once a device has ended is under keys that it was not given.
extension Workspace {
    /// Makes a key of every purpose that is renewed, where there are keys of it and none that only live devices hold. It goes to all
    /// devices that are entitled to it, the partner's too.
    ///
    /// Called in the transaction in which this home ends a device or learns that one has ended: also where both partners did so at
    /// once, and each made a key that the other's ended device was still given.
    func renewKeys() throws {
        guard membership.phase == .waiting || membership.phase == .paired, identity.mine.state.isLive(membership.device) else {
            return
        }
        for purpose in KeyPurpose.allCases where purpose.isRenewed && identity.ring.all.contains(where: { $0.purpose == purpose }) {
            _ = try writingKey(purpose)
        }
    }
}
