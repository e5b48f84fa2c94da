/// How carefully a prompt should be met. Shown before anyone writes, so that they can choose.
package enum Gentleness: String, Codable, Hashable, Sendable, CaseIterable, Comparable {
    case none
    /// It can stir something painful: skipping is always fine.
    case gentle
    /// It touches fear, control, consent, harm or grief so closely that the reader is also told where to find support.
    case strong

    package static func < (left: Gentleness, right: Gentleness) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .none: 0
        case .gentle: 1
        case .strong: 2
        }
    }
}
