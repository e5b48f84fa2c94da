/// Last writer wins, except that a frozen version beats any stamp. Server, client and tests share this one rule.
package enum Merge: Hashable, Sendable {
    /// The incoming version replaces the current one.
    case applied
    /// The incoming version is the current one.
    case same
    /// The current version is greater.
    case superseded
    /// The current version is frozen.
    case locked

    package static func decide(incoming: Version, current: Version?, currentIsFrozen: Bool) -> Merge {
        guard let current else { return .applied }
        if incoming == current { return .same }
        if currentIsFrozen { return .locked }
        // A current version with an impossible stamp, accepted before stamps had an upper limit, never blocks another.
        return incoming > current || !current.stamp.time.isPossible ? .applied : .superseded
    }
}
