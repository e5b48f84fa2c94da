/// The stable code of a problem. Codes are only ever added. The command line owns the wording for people.
package struct ErrorCode: RawRepresentable, Hashable, Codable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(stringLiteral value: String) { rawValue = value }

    package var description: String { rawValue }
}

// MARK: - The request as a whole
extension ErrorCode {
    /// The body isn't JSON, or a field has the wrong type.
    package static let malformed: ErrorCode = "malformed"
    package static let unknownClass: ErrorCode = "unknown_class"
    /// The path has a version other than `/v1`.
    package static let unknownVersion: ErrorCode = "unknown_version"
    package static let notFound: ErrorCode = "not_found"
    package static let methodNotAllowed: ErrorCode = "method_not_allowed"
    package static let requestTooLarge: ErrorCode = "request_too_large"
    package static let tooManyWrites: ErrorCode = "too_many_writes"
    package static let rateLimited: ErrorCode = "rate_limited"
    package static let notReady: ErrorCode = "not_ready"
    package static let storageFull: ErrorCode = "storage_full"
    package static let internalError: ErrorCode = "internal"
}

// MARK: - Who is calling
extension ErrorCode {
    package static let tokenMissing: ErrorCode = "token_missing"
    package static let tokenUnknown: ErrorCode = "token_unknown"
    package static let tokenExpired: ErrorCode = "token_expired"
    package static let challengeExpired: ErrorCode = "challenge_expired"
    package static let badSignature: ErrorCode = "bad_signature"
    package static let deviceUnknown: ErrorCode = "device_unknown"
    package static let deviceRemoved: ErrorCode = "device_removed"
    /// The link code is past its ten minutes.
    package static let deviceExpired: ErrorCode = "device_expired"
    /// The server doesn't know the couple. Sign in with the logs to found it again.
    package static let coupleUnknown: ErrorCode = "couple_unknown"
    package static let registrationRequired: ErrorCode = "registration_required"
    /// The caller's own partner has left.
    package static let partnerLeft: ErrorCode = "partner_left"
    /// The cursor isn't from this server's history. Start without a cursor and offer everything again.
    package static let historyChanged: ErrorCode = "history_changed"
}

// MARK: - Boxes and pairing
extension ErrorCode {
    package static let boxUnknown: ErrorCode = "box_unknown"
    package static let boxExpired: ErrorCode = "box_expired"
    package static let boxUsed: ErrorCode = "box_used"
    package static let ownInvitation: ErrorCode = "own_invitation"
    package static let coupleFull: ErrorCode = "couple_full"
}

// MARK: - One write
extension ErrorCode {
    package static let stampInFuture: ErrorCode = "stamp_in_future"
    package static let impossibleStamp: ErrorCode = "impossible_stamp"
    package static let foreignCouple: ErrorCode = "foreign_couple"
    package static let foreignAuthor: ErrorCode = "foreign_author"
    package static let foreignRound: ErrorCode = "foreign_round"
    package static let bodyHashMismatch: ErrorCode = "body_hash"
    package static let fieldsDoNotFit: ErrorCode = "fields"
    package static let bodyTooLarge: ErrorCode = "body_too_large"
    package static let entryTooLarge: ErrorCode = "entry_too_large"
    package static let quotaRecords: ErrorCode = "quota_records"
    package static let quotaBytes: ErrorCode = "quota_bytes"
    /// The partner has the maximum number of live devices, including paper codes. Remove one first.
    package static let quotaDevices: ErrorCode = "quota_devices"
    /// The signer has been removed, and the removal doesn't let this stand.
    package static let deviceNotAlive: ErrorCode = "device_not_alive"
    /// Another entry was appended first. Pull, then append after it.
    package static let logMoved: ErrorCode = "log_moved"
    package static let badEntry: ErrorCode = "bad_entry"
    /// The other partner has left, so the server accepts nothing new.
    package static let coupleEnded: ErrorCode = "couple_ended"
    /// An answer can't be sealed before the couple has a second partner.
    package static let unpaired: ErrorCode = "unpaired"
    /// A handshake opening arrived before both partners had sealed.
    package static let notFrozen: ErrorCode = "not_frozen"
    package static let commitmentMismatch: ErrorCode = "commitment_mismatch"
    /// A paper code may do nothing but add a machine.
    package static let notForPaper: ErrorCode = "not_for_paper"
}
