import Models

/// The stored input of an `Identity`. Equal sources give equal identities, which allows caching.
struct IdentitySource: Hashable {
    let membership: Membership
    let mine: [LogEntry]
    let theirs: [LogEntry]
    /// Whether all of the other partner's entries were verified before they were stored.
    let isVerified: Bool
    let grants: [Grant]

    /// A grant, opened earlier or not. It's the same grant either way.
    struct Grant: Hashable {
        enum Content {
            case grant(KeyGrant)
            case opened(OpenedGrant)
        }

        let digest: VersionDigest
        let content: Content

        static func == (a: Grant, b: Grant) -> Bool { a.digest == b.digest }
        func hash(into hasher: inout Hasher) { hasher.combine(digest) }
    }

    /// - Throws: `notInitialised`, or what the store throws.
    init(_ transaction: any HomeReader, _ cipher: StoreCipher) throws {
        guard let membership = try transaction.membership() else { throw ClientError.notInitialised }
        self.membership = membership
        mine = try transaction.entries(of: membership.partner)
        theirs = try membership.other.map { try transaction.entries(of: $0) } ?? []
        isVerified = try membership.other != nil && transaction.verifiedPartner() == membership.other
        grants = try transaction.storedGrants().compactMap { stored in
            if case .opened(let sealed) = stored.content, let opened = Self.opened(sealed, stored.digest, cipher) {
                return Grant(digest: stored.digest, content: .opened(opened))
            }
            if case .grant(let grant) = stored.content { return Grant(digest: stored.digest, content: .grant(grant)) }
            return try transaction.grant(stored.digest).map { Grant(digest: stored.digest, content: .grant($0)) }
        }
    }

    /// - Returns: `nil` if it isn't the opened form of this grant.
    private static func opened(_ sealed: Blob, _ digest: VersionDigest, _ cipher: StoreCipher) -> OpenedGrant? {
        guard let octets = try? cipher.decrypt(sealed), let opened = OpenedGrant(bytes: octets), opened.digest == digest else {
            return nil
        }
        return opened
    }

    /// Whether this source only appends to the former one, for the same device in the same couple.
    func continues(_ former: IdentitySource) -> Bool {
        let (new, old) = (membership, former.membership)
        return (new.couple, new.partner, new.device, new.other) == (old.couple, old.partner, old.device, old.other)
            && new.secrets == old.secrets && isVerified == former.isVerified && mine.starts(with: former.mine)
            && theirs.starts(with: former.theirs)
            && grants.starts(with: former.grants)
    }
}

/// Differs whenever the `IdentitySource` differs. A transaction compares it before reading a source.
struct IdentityMark: Hashable {
    let membership: Bytes?
    let logs: LogMark

    init(_ transaction: any HomeReader) throws {
        membership = try transaction.storedMembership()
        logs = try transaction.logMark()
    }
}
