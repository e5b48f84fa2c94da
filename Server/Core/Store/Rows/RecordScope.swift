package import Models

/// Whose record ids these are. What one partner keeps to themselves can so never stand in the way of the other's ids, which would
/// tell that it is there.
package enum RecordScope: Int, Hashable, Sendable, CaseIterable {
    /// `own` and `sealed` records of the inviter.
    case inviter = 0
    /// `own` and `sealed` records of the joiner.
    case joiner = 1
    case shared = 2

    package init(of class: RecordClass, by side: Side) {
        switch `class` {
        case .shared: self = .shared
        case .own, .sealed: self = side == .inviter ? .inviter : .joiner
        }
    }
}
