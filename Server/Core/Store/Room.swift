import Models
import Wire

/// Limits on what a caller can make the server store or send, in addition to `Limits`. Normal use stays far below them.
/// docs/protocol/http.md lists them.
package enum Room {
    /// Octets of one partner's log signed by live devices. The whole log may take at most twice as much, not counting small entries
    /// that remove or leave.
    static let logBytes = 2 * 1024 * 1024
    /// The same before a second partner has joined: the server sends the log to anyone who finds an invitation's box.
    static let loneLogBytes = 128 * 1024
    static func logBytes(isPaired: Bool) -> Int { isPaired ? logBytes : loneLogBytes }
    /// Live devices of one partner, including paper codes. Every key is encrypted to each of them, and each may write.
    package static let liveDevices = 64
    /// An entry that removes or leaves is always accepted up to this size.
    static let smallEntryBytes = 4 * 1024

    /// Grants of one partner: those signed by live devices, and all of them. More if the host gives room for more records.
    static func grants(_ limits: Limits) -> Int { max(1_000, limits.recordsPerPartner / 100) }
    static func allGrants(_ limits: Limits) -> Int { max(1_900, limits.recordsPerPartner * 19 / 1_000) }
    /// Octets of one grant as JSON.
    static let grantBytes = 32 * 1024
    /// Grants in the answer to an invitation.
    static let joiningGrants = 16

    /// Unexpired boxes of one partner, and octets per box.
    static let boxes = 16
    static let boxBytes = 16 * 1024
    /// Octets of the proof in an answer to an invitation.
    static let proofBytes = 1024
    /// Octets of a wrapped content key: an own key, or the one in an opening.
    static let wrappedBytes = 1024

    /// Tokens per device. Only the latest are kept.
    static let tokens = 8
    /// Points per feed. Only the latest are kept. They are pruned at intervals, so there may be slightly more.
    static let points = 20_000
    /// Positions from one pruning to the next.
    static let positionsBetweenCounts: Int64 = 1_000
    /// Withdrawals per answer. Only the latest are kept.
    package static let withdrawals = 16
    /// Former history names per couple. Only the latest are kept.
    package static let formerHistories = 1_000
}

extension LogEntry {
    /// Octets as JSON, accurate to a few hundred.
    var size: Int {
        let standing = if case .remove(_, let versions) = action { versions.count } else { 0 }
        return 512 + 48 * (previous.count + standing)
    }
}
