package import Wire

extension ErrorCode {
    /// The HTTP status for the code, or `nil` if the code isn't listed. The mapping exists only here.
    package var status: Int? { Self.statuses[self] }

    /// Every code that can reject a request or one of its writes.
    package static let statuses: [ErrorCode: Int] = [
        .malformed: 400, .unknownClass: 422, .unknownVersion: 404, .notFound: 404, .methodNotAllowed: 405,
        .requestTooLarge: 413, .tooManyWrites: 413, .rateLimited: 429,
        .internalError: 500, .notReady: 503, .storageFull: 507,

        .tokenMissing: 401, .tokenUnknown: 401, .tokenExpired: 401, .challengeExpired: 401, .badSignature: 401,
        .deviceUnknown: 403, .deviceRemoved: 403, .deviceExpired: 403, .registrationRequired: 403, .partnerLeft: 403,
        .coupleUnknown: 404, .historyChanged: 409,

        .boxUnknown: 404, .boxExpired: 410, .boxUsed: 409, .ownInvitation: 409, .coupleFull: 409,

        .foreignCouple: 403, .foreignAuthor: 403, .deviceNotAlive: 403, .notForPaper: 403,
        .logMoved: 409, .coupleEnded: 409, .unpaired: 409, .notFrozen: 409,
        .bodyTooLarge: 413, .entryTooLarge: 413,
        .badEntry: 422, .bodyHashMismatch: 422, .commitmentMismatch: 422, .fieldsDoNotFit: 422, .foreignRound: 422,
        .stampInFuture: 422, .impossibleStamp: 422, .quotaRecords: 422, .quotaBytes: 422, .quotaDevices: 422,
    ]
}
