/// What commonly stands between two people who want to be close. The raw values are stable: decks and check-ins store them.
package enum Barrier: String, Codable, Hashable, Sendable, CaseIterable {
    case vulnerability
    case wounds
    case shame
    case communication
    case engulfment
    case conflict
    case mismatch
    case busyness

    package var title: String {
        switch self {
        case .vulnerability: "Fear of being vulnerable"
        case .wounds: "Wounds from earlier relationships"
        case .shame: "Shame and low self-worth"
        case .communication: "Ways of talking that push apart"
        case .engulfment: "Fear of losing yourself"
        case .conflict: "Unresolved conflict"
        case .mismatch: "Different needs for closeness"
        case .busyness: "Busyness, distraction, exhaustion"
        }
    }

    /// One sentence addressed to the reader.
    package var about: String {
        switch self {
        case .vulnerability: "Opening up feels risky or embarrassing, so you stay on your guard."
        case .wounds: "What happened to you before makes it hard to believe that closeness is safe."
        case .shame: "Some part of you believes that you are too much, or not enough, to be loved."
        case .communication: "You avoid, hint, shut down or get louder, and what matters goes unsaid."
        case .engulfment: "Closeness can feel like being held too tightly, with no room left for you."
        case .conflict: "Something old was never talked out, and it still gets between you."
        case .mismatch: "One of you longs for more closeness while the other needs more room."
        case .busyness: "When the day is over there is nothing left to give each other."
        }
    }
}
