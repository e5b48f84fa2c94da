/// Why an answer that its reader may see isn't shown.
package enum UnreadAnswer: String, Hashable, Sendable, CaseIterable {
    /// The key to it has not arrived on this device.
    case keyMissing = "key_missing"
    /// A newer version of the program sealed it.
    case needsNewerVersion = "needs_newer_version"
    /// What was sealed is no answer to this round.
    case notAnAnswer = "not_an_answer"
    /// What its author's device signed doesn't open what it had sealed.
    case doesNotOpen = "does_not_open"
}
