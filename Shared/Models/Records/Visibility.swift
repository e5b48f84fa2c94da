/// All that a server knows about a record's meaning.
package enum Visibility: String, Codable, Sendable, CaseIterable {
    /// Only the author's devices can read it: drafts, skips, personal settings.
    case own
    /// Both partners can read it.
    case shared
    /// An answer. The server withholds its body from the partner until the round is revealed.
    case sealed
}
