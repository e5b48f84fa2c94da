/// Why an answer that its reader may see isn't shown.
package enum UnreadAnswer: String, Hashable, Sendable, CaseIterable {
    /// Its key hasn't arrived on this device.
    case keyMissing = "key_missing"
    /// A newer version of the program sealed it.
    case needsNewerVersion = "needs_newer_version"
    /// What was sealed isn't an answer to this round.
    case notAnAnswer = "not_an_answer"
    /// The opening that its author's device signed doesn't open it.
    case doesNotOpen = "does_not_open"
}
