/// Last writer wins, and a frozen version beats any stamp. The one rule for server, client and tests.
package enum Merge: Hashable, Sendable {
    /// The incoming version takes the place of the one that is there.
    case applied
    /// It is the one that is there.
    case same
    /// The one that is there is greater.
    case superseded
    /// The one that is there is frozen.
    case locked

    package static func decide(incoming: Version, current: Version?, currentIsFrozen: Bool) -> Merge {
        guard let current else { return .applied }
        if incoming == current { return .same }
        if currentIsFrozen { return .locked }
        // One that was taken before there was a greatest time is in nobody's way.
        return incoming > current || !current.stamp.time.isPossible ? .applied : .superseded
    }
}
