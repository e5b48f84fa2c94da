/// What a symmetric key is for, which determines the devices entitled to it.
package enum KeyPurpose: String, Codable, Sendable, CaseIterable {
    /// Encrypts shared records and wraps content keys for both partners. Renewed when a device ends.
    case couple
    /// Names rounds, and derives whatever both partners must derive identically. Never renewed.
    case coupleSeed
    /// Encrypts what only the partner's own devices read. Renewed when a device ends.
    case personal
    /// Names the partner's own records. Never renewed.
    case personalSeed

    /// Whether the devices of both partners are entitled to the key, rather than only the maker's.
    package var isShared: Bool { self == .couple || self == .coupleSeed }
    package var isRenewed: Bool { self == .couple || self == .personal }

    /// The purposes whose keys are never renewed.
    package static let seeds: [KeyPurpose] = [.coupleSeed, .personalSeed]
}
