/// What a symmetric key is for, and so who is entitled to it.
package enum KeyPurpose: String, Codable, Sendable, CaseIterable {
    /// Encrypts shared records and wraps content keys for both partners. Renewed when a device ends.
    case couple
    /// Names rounds and derives what both partners must derive alike. Never renewed.
    case coupleSeed
    /// Encrypts what only its partner's devices read. Renewed when a device ends.
    case personal
    /// Names the partner's own records. Never renewed.
    case personalSeed

    /// Whether both partners' devices are entitled to it, or the maker's alone.
    package var isShared: Bool { self == .couple || self == .coupleSeed }
    package var isRenewed: Bool { self == .couple || self == .personal }

    /// Those that are never renewed.
    package static let seeds: [KeyPurpose] = [.coupleSeed, .personalSeed]
}
