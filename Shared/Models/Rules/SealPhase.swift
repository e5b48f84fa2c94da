/// How far one partner's answer of a round has come.
package enum SealPhase: String, Codable, Sendable, CaseIterable {
    /// Can still be edited or withdrawn. The partner gets its header alone.
    case sealed
    /// Both partners have sealed: neither answer changes, ever.
    case frozen
    /// Both openings are there: both answers are handed out.
    case revealed
}
