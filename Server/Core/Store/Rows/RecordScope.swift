package import Models

/// The namespace of a record id. One partner's private ids can't collide with the other's: a collision would reveal that a private
/// record exists.
package enum RecordScope: Int, Hashable, Sendable, CaseIterable {
    /// `own` and `sealed` records of the inviter.
    case inviter = 0
    /// `own` and `sealed` records of the joiner.
    case joiner = 1
    case shared = 2

    package init(of visibility: Visibility, by side: Side) {
        switch visibility {
        case .shared: self = .shared
        case .own, .sealed: self = side == .inviter ? .inviter : .joiner
        }
    }
}
