/// How far one partner's answer in a round has come.
package enum SealPhase: String, Codable, Sendable, CaseIterable {
    /// The author can still edit or withdraw it. The partner gets only its header and signature.
    case sealed
    /// Both partners have sealed. Neither answer can change any more.
    case frozen
    /// Both openings are present, and both answers are handed out.
    case revealed
}

extension SealPhase: Comparable {
    /// A phase only ever moves on.
    package static func < (a: SealPhase, b: SealPhase) -> Bool { a.rank < b.rank }

    private var rank: Int {
        switch self {
        case .sealed: 0
        case .frozen: 1
        case .revealed: 2
        }
    }
}
