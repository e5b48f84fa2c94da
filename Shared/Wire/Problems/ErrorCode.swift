/// The stable name of what went wrong. Codes are only ever added; the wording for people belongs to the command line.
package struct ErrorCode: RawRepresentable, Hashable, Codable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(stringLiteral value: String) { rawValue = value }

    package var description: String { rawValue }
}

// MARK: - The request as a whole
extension ErrorCode {
    /// No JSON, or a field of a wrong type.
    package static let malformed: ErrorCode = "malformed"
    package static let unknownClass: ErrorCode = "unknown_class"
    /// A path under another version than `/v1`.
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
    /// A link code after its ten minutes.
    package static let deviceExpired: ErrorCode = "device_expired"
    /// The server has no such couple; sign in with the logs to found it again.
    package static let coupleUnknown: ErrorCode = "couple_unknown"
    package static let registrationRequired: ErrorCode = "registration_required"
    /// The caller's own partner has left.
    package static let partnerLeft: ErrorCode = "partner_left"
    /// The point presented is not of this server's history: begin from no cursor, and offer everything again.
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
    /// As many devices of the partner are alive as may be, codes on paper among them: remove one.
    package static let quotaDevices: ErrorCode = "quota_devices"
    /// The signer's removal does not let this stand.
    package static let deviceNotAlive: ErrorCode = "device_not_alive"
    /// Another entry was appended first: pull, and append under it.
    package static let logMoved: ErrorCode = "log_moved"
    package static let badEntry: ErrorCode = "bad_entry"
    /// The other partner has left: nothing new is taken.
    package static let coupleEnded: ErrorCode = "couple_ended"
    /// An answer cannot be sealed before there is a partner.
    package static let unpaired: ErrorCode = "unpaired"
    /// A handshake opening before both have sealed.
    package static let notFrozen: ErrorCode = "not_frozen"
    package static let commitmentMismatch: ErrorCode = "commitment_mismatch"
    /// A code on paper may do no more than add a machine.
    package static let notForPaper: ErrorCode = "not_for_paper"
}
