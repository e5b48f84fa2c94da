package import Models

/// The seeds that a home derives names from. Each is chosen once and never replaced: another would change every name.
package struct SeedChoice: Hashable, Codable, Sendable {
    private var couple: KeyID?
    private var personal: KeyID?

    package init() {}

    package subscript(purpose: KeyPurpose) -> KeyID? {
        get {
            switch purpose {
            case .coupleSeed: couple
            case .personalSeed: personal
            case .couple, .personal: nil
            }
        }
        set {
            switch purpose {
            case .coupleSeed: couple = newValue
            case .personalSeed: personal = newValue
            case .couple, .personal: break
            }
        }
    }
}
