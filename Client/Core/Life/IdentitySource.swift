import Models

/// What an `Identity` is made from, as it is stored: the same source makes the same identity, so that one can be kept.
struct IdentitySource: Hashable {
    let membership: Membership
    let mine: [LogEntry]
    let theirs: [LogEntry]
    /// Whether the other partner's entries were verified before they were stored, all of them.
    let isVerified: Bool
    let grants: [KeyGrant]

    /// - Throws: `notInitialised`, or what the store throws.
    init(_ transaction: any HomeTransaction) throws {
        guard let membership = try transaction.membership() else { throw ClientError.notInitialised }
        self.membership = membership
        mine = try transaction.entries(of: membership.partner)
        theirs = try membership.other.map { try transaction.entries(of: $0) } ?? []
        isVerified = try membership.other != nil && transaction.verifiedPartner() == membership.other
        grants = try transaction.grants()
    }

    /// Whether this is another with something added at its ends, and of the same device in the same couple.
    func continues(_ former: IdentitySource) -> Bool {
        let (new, old) = (membership, former.membership)
        return (new.couple, new.partner, new.device, new.other) == (old.couple, old.partner, old.device, old.other)
            && new.secrets == old.secrets && isVerified == former.isVerified && mine.starts(with: former.mine)
            && theirs.starts(with: former.theirs)
            && grants.starts(with: former.grants)
    }
}
