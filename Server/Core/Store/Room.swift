import Models

/// Bounds of what a caller can make the server keep or send, beside `Limits`. Honest use does not come near them;
/// docs/protocol/http.md says how far.
package enum Room {
    /// Octets of one partner's log that devices signed which are still alive. All that stands in it takes twice as much at most, small
    /// entries that remove or leave apart.
    static let logBytes = 2 * 1024 * 1024
    /// The same before a partner has joined: anyone who finds an invitation's box is sent the log.
    static let loneLogBytes = 128 * 1024
    static func logBytes(isPaired: Bool) -> Int { isPaired ? logBytes : loneLogBytes }
    /// Devices of one partner that are alive, codes on paper among them: every key is sealed to each, and each may write.
    package static let liveDevices = 64
    /// Up to which an entry that removes or leaves always has room.
    static let smallEntryBytes = 4 * 1024

    /// Grants of one partner that devices signed which are still alive, and all.
    static let grants = 1_000
    static let allGrants = 1_900
    /// Octets of one grant as JSON.
    static let grantBytes = 32 * 1024
    /// Grants that come with the answer to an invitation.
    static let joiningGrants = 16

    /// Boxes of one partner that have not expired, and octets of one.
    static let boxes = 16
    static let boxBytes = 16 * 1024
    /// Octets of the proof in an answer to an invitation.
    static let proofBytes = 1024
    /// Octets of a wrapped content key: an own key, or what an opening holds.
    static let wrappedBytes = 1024

    /// Tokens of one device: the latest.
    static let tokens = 8
    /// Points of one feed: those of the latest exchanges. Counted from time to time, so that there may be some more.
    static let points = 20_000
    /// Positions from one count to the next.
    static let positionsBetweenCounts: Int64 = 1_000
    /// Withdrawals of one answer: the latest.
    package static let withdrawals = 16
    /// Names of former histories: the latest.
    package static let formerHistories = 1_000
}

extension LogEntry {
    /// The octets that it takes as JSON, to within some hundred.
    var size: Int {
        let standing = if case .remove(_, let versions) = action { versions.count } else { 0 }
        return 512 + 48 * (previous.count + standing)
    }
}
