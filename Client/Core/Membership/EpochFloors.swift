import Models
import Vault

/// The lowest key epochs that may still be written with.
///
/// A removed device may hold any key that existed when this device learned of the removal, no matter who granted it and whether
/// this device knows of that grant: the server deletes grants that only removed devices could open.
package struct EpochFloors: Hashable, Codable, Sendable {
    private var couple: Int64 = 0
    private var personal: Int64 = 0

    package init() {}

    /// For a device that has just been enlisted by a code. Keys older than the newest one it was given may be held by devices
    /// removed before it existed. If the code ends with its use, the newest one can't be written with either.
    ///
    /// - Parameter epochs: those of the keys it was given.
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
