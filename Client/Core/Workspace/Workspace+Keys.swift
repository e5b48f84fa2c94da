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
        let held = Set(identity.ring.entries.values.map(\.purpose))
        for purpose in KeyPurpose.allCases where purpose.isRenewed && held.contains(purpose) { _ = try writingKey(purpose) }
    }

    /// Opening a grant takes longer than all else that a command does with it.
    func keepOpenedGrants() throws {
        for opened in identity.newlyOpened {
            try transaction.keep(cipher.seal(opened.bytes, random: random), ofGrant: opened.digest)
        }
        identity.forgetNewlyOpened()
    }
}
