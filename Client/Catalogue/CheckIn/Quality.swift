/// A sign of healthy closeness. The raw values are stable: check-ins store them.
package enum Quality: String, Hashable, Sendable, CaseIterable {
    case mutual
    case flexible
    case respectful
    case trusting

    package var title: String {
        switch self {
        case .mutual: "Mutual"
        case .flexible: "Flexible"
        case .respectful: "Respectful"
        case .trusting: "Trusting"
        }
    }

    /// One sentence addressed to the reader.
    package var about: String {
        switch self {
        case .mutual: "You both reach out, and you both let yourselves be reached."
        case .flexible: "There is room to come close and room to step back, and neither is held against anyone."
        case .respectful: "A no is heard as a no, and what is different about each of you may stay different."
        case .trusting: "You can say the true thing and count on its being held with care."
        }
    }

    /// The barriers whose prompts relate to it.
    package var barriers: [Barrier] {
        switch self {
        case .mutual: [.mismatch, .busyness]
        case .flexible: [.engulfment, .mismatch]
        case .respectful: [.communication, .conflict]
        case .trusting: [.vulnerability, .wounds]
        }
    }
}
