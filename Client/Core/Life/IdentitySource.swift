import Models

/// What an `Identity` is made from, as it is stored: the same source makes the same identity, so that one can be kept.
struct IdentitySource: Hashable {
    let membership: Membership
    let mine: [LogEntry]
    let theirs: [LogEntry]
    let grants: [KeyGrant]

    /// - Throws: `notInitialised`, or what the store throws.
    init(_ transaction: any HomeTransaction) throws {
        guard let membership = try transaction.membership() else { throw ClientError.notInitialised }
        self.membership = membership
        mine = try transaction.entries(of: membership.partner)
        theirs = try membership.other.map { try transaction.entries(of: $0) } ?? []
        grants = try transaction.grants()
    }
}
