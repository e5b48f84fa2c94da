import Models
import Vault

/// The least epochs of keys that may still be written with.
///
/// A device that ended may hold any key that was there when this device learned of its end, whoever gave it and whether or not that is
/// known here: the server lets go of what only ended devices could open.
package struct EpochFloors: Hashable, Codable, Sendable {
    private var couple: Int64 = 0
    private var personal: Int64 = 0

    package init() {}

    /// Of a machine that has just come by a code: older keys than the newest one it was given may be held by devices that ended before its
    /// time. Where the code ends with its use, what it was given may not be written with either.
    ///
    /// - Parameter epochs: of the keys that it was given.
    init(_ epochs: [KeyPurpose: [Int64]], codeHasEnded: Bool) {
        for (purpose, epochs) in epochs {
            guard let greatest = epochs.filter({ KeyRing.counts($0, among: epochs.count) }).max() else { continue }
            self[purpose] = codeHasEnded ? greatest + 1 : greatest
        }
    }

    subscript(purpose: KeyPurpose) -> Int64 {
        get {
            switch purpose {
            case .couple: couple
            case .personal: personal
            case .coupleSeed, .personalSeed: 0
            }
        }
        set {
            switch purpose {
            case .couple: couple = newValue
            case .personal: personal = newValue
            case .coupleSeed, .personalSeed: break
            }
        }
    }
}
