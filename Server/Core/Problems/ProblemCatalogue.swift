package import Wire

extension Problem {
    /// The problem document for a code that rejects a whole request.
    package static func of(_ code: ErrorCode, detail: String? = nil, retryAfter: Int? = nil) -> Problem {
        Problem(
            status: code.status ?? 400, code: code, title: titles[code] ?? "The request was refused.", detail: detail,
            retryAfter: retryAfter)
    }

    private static let titles: [ErrorCode: String] = [
        .tooManyWrites: "There are more writes in the request than this server takes at once.",
        .notReady: "The server cannot serve requests at the moment.",
        .storageFull: "The server has no room left.",
        .internalError: "The server failed.",
        .tokenUnknown: "The token is not known. Sign in again.",
        .tokenExpired: "The token has expired. Sign in again.",
        .challengeExpired: "The challenge is not good, or no longer. Ask for another.",
        .badSignature: "The signature does not hold.",
        .deviceUnknown: "The device is in no log that the server knows.",
        .deviceRemoved: "The device was removed.",
        .deviceExpired: "The code has expired.",
        .coupleUnknown: "The server does not know the couple.",
        .registrationRequired: "Founding a couple here needs permission.",
        .partnerLeft: "This partner has left the couple.",
        .historyChanged: "The server's history is another one. Begin anew, and offer everything again.",
        .boxUnknown: "There is no such code.",
        .boxExpired: "The code has expired.",
        .boxUsed: "The code was used already.",
        .ownInvitation: "Nobody can pair with themselves.",
        .coupleFull: "The couple has two partners already.",
        .badEntry: "The device log does not hold.",
        .quotaRecords: "A device log has more entries than this server takes.",
        .quotaBytes: "A device log is larger than this server takes.",
        .quotaDevices: "A device log has more devices that are alive than this server takes.",
        .entryTooLarge: "An entry, grant or proof is larger than this server takes.",
        .deviceNotAlive: "A signer is no live device.",
        .foreignCouple: "A grant belongs to another couple.",
        .foreignAuthor: "A grant has another author.",
    ]
}
