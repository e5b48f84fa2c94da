/// All that a server knows of a record's meaning.
package enum RecordClass: String, Codable, Sendable, CaseIterable {
    /// Read by the author's devices alone: drafts, skips, personal settings.
    case own
    /// Read by both partners.
    case shared
    /// An answer: its body is withheld from the partner until both partners have sealed theirs.
    case sealed
}
