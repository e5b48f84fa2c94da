package import Wire

extension Problem {
    /// The problem document of a code that refuses a request as a whole.
    package static func of(_ code: ErrorCode, detail: String? = nil, retryAfter: Int? = nil) -> Problem {
        let (status, title) = catalogue[code] ?? (400, "The request was refused.")
        return Problem(status: status, code: code, title: title, detail: detail, retryAfter: retryAfter)
    }

    private static let catalogue: [ErrorCode: (Int, String)] = [
        .tooManyWrites: (413, "There are more writes in the request than this server takes at once."),
        .notReady: (503, "The server cannot serve requests at the moment."),
        .storageFull: (507, "The server has no room left."),
        .internalError: (500, "The server failed."),
        .tokenUnknown: (401, "The token is not known. Sign in again."),
        .tokenExpired: (401, "The token has expired. Sign in again."),
        .challengeExpired: (401, "The challenge is not good, or no longer. Ask for another."),
        .badSignature: (401, "The signature does not hold."),
        .deviceUnknown: (403, "The device is in no log that the server knows."),
        .deviceRemoved: (403, "The device was removed."),
        .deviceExpired: (403, "The code has expired."),
        .coupleUnknown: (404, "The server does not know the couple."),
        .registrationRequired: (403, "Founding a couple here needs permission."),
        .partnerLeft: (403, "This partner has left the couple."),
        .historyChanged: (409, "The server's history is another one. Begin anew, and offer everything again."),
        .boxUnknown: (404, "There is no such code."),
        .boxExpired: (410, "The code has expired."),
        .boxUsed: (409, "The code was used already."),
        .ownInvitation: (409, "Nobody can pair with themselves."),
        .coupleFull: (409, "The couple has two partners already."),
        .badEntry: (400, "The device log does not hold."),
        .entryTooLarge: (413, "An entry, grant or proof is larger than this server takes."),
        .deviceNotAlive: (403, "A signer is no live device."),
        .foreignCouple: (403, "A grant belongs to another couple."),
        .foreignAuthor: (403, "A grant has another author."),
    ]
}
