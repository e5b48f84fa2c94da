package import ClientCore
package import Wire

extension Messages {
    package static func commandError(_ error: TransportError) -> CommandError {
        switch error {
        case .unreachable:
            CommandError(
                "unreachable", "The server could not be reached.", next: "Try again later; `twofold doctor` looks closer.")
        case .timedOut:
            CommandError(
                "timed_out", "The server did not answer in time.", next: "Try again later; `twofold doctor` looks closer.")
        case .interrupted: CommandError("interrupted", "The connection broke off.", next: "Try again; nothing happens twice.")
        case .noTLS:
            CommandError(
                "no_tls", "Something answers there, but no https connection comes about with it.",
                next: "Compare the address and its port: `twofold config server` shows them.")
        case .wrongPin:
            CommandError(
                "wrong_pin", "The server's certificate is not the one that is known here, so nothing was sent.",
                next:
                    "If whoever runs it made a new one, `twofold config server -` reads the new address. Otherwise do not trust it."
            )
        case .untrusted:
            CommandError(
                "untrusted", "No authority that this machine trusts vouches for the server's certificate, so nothing was sent.",
                next: "If the server made its own, `twofold config server -` reads its address with the pin.")
        case .insecure:
            CommandError(
                "insecure", "http:// goes to this very machine alone, so nothing was sent.",
                next: "`twofold config server -` reads an address with https://.")
        case .replyTooLarge:
            CommandError(
                "reply_too_large", "The server's reply is longer than any that Twofold has.",
                next: "`twofold config server` shows the address.")
        }
    }

    /// A server's refusal. The server's own title and detail aren't shown: they aren't written for users.
    package static func commandError(_ problem: Problem) -> CommandError {
        if problem.code == .rateLimited { return Network.patience(problem.retryAfter) }
        guard let (message, next) = Network.refusals[problem.code] else {
            let code = String(problem.code.rawValue.prefix(64))
            return CommandError(
                code, "The server refuses this (\(SafeText.line(code))).", next: "A newer version of twofold may know more.")
        }
        return CommandError(problem.code.rawValue, message, next: next)
    }

    /// A reply from something in front of the server, and who can do what about it.
    package static func commandError(_ reply: ProxyReply) -> CommandError {
        switch reply {
        case .asksForPassword:
            CommandError(
                "proxy_password", "Something in front of the server asks for a password of its own.",
                next: "Whoever runs it lets requests to the server through without one: twofold signs in by itself.")
        case .refuses:
            CommandError(
                "proxy_refused", "Something in front of the server doesn't let this through.",
                next: "Whoever runs it sees in its log why; it may allow some networks only.")
        case .takesLess:
            CommandError(
                "proxy_too_large", "A proxy in front of the server takes less at once than this.",
                next: Network.raiseProxyLimit)
        case .asksForPatience:
            CommandError(
                "proxy_rate_limited", "Something in front of the server asks for a little patience.",
                next: "Try again in a minute."
            )
        case .reachesNoServer:
            CommandError(
                "proxy_no_server", "A proxy answers, but finds no server behind it.",
                next: "Whoever runs it looks whether twofold-server runs, and whether the proxy has its right address.")
        case .isNotServing:
            CommandError(
                "proxy_not_serving", "Something in front of the server can't serve at the moment.",
                next: "Try again later. If it stays so, whoever runs it should look.")
        case .waitedInVain:
            CommandError(
                "proxy_timed_out", "The server took longer than a proxy in front of it waits.",
                next: "Try again later. If it stays so, whoever runs the server should look.")
        }
    }

    package enum Network {
        fileprivate static func patience(_ seconds: Int?) -> CommandError {
            let wait = seconds.map { "Try again in " + waiting($0) + "." } ?? "Try again in a minute."
            return CommandError(ErrorCode.rateLimited.rawValue, "The server asks for a little patience.", next: wait)
        }

        /// The wait that a server asks for, limited to between a second and a day.
        package static func waiting(_ seconds: Int) -> String { ServerFindings.duration(.seconds(min(max(1, seconds), 86_400))) }

        /// Why a write was refused, also for use in a notice.
        static func refusal(_ code: ErrorCode) -> String {
            refusals[code]?.0 ?? "The server refuses it (\(shortened(SafeText.line(code.rawValue), to: 64)))."
        }

        private static let sameVersion = "See that client and server are of matching versions."
        private static let host = "Whoever runs the server can see to it; what you wrote is safe here."
        private static let moreRoom =
            "Whoever runs the server can raise it (--records-per-partner, --room-per-partner). What you wrote is safe here."
        private static let again = "`twofold sync` tries again."
        private static let newCode = "Ask for a new one."

        fileprivate static let refusals: [ErrorCode: (String, String)] = [
            .malformed: ("The server did not understand what was sent.", sameVersion),
            .unknownClass: ("The server did not understand what was sent.", sameVersion),
            .unknownVersion: ("The server speaks another version of the protocol.", sameVersion),
            .notFound: ("The server does not know what was asked of it.", sameVersion),
            .methodNotAllowed: ("The server does not know what was asked of it.", sameVersion),
            .requestTooLarge: ("That was more at once than the server takes.", sameVersion),
            .tooManyWrites: ("That was more at once than the server takes.", sameVersion),
            .tooLargeForProxy: (
                "A proxy in front of the server takes less at once than this one change.",
                raiseProxyLimit
            ),
            .notReady: ("The server is not ready.", host),
            .storageFull: ("The server has no room left.", host),
            .internalError: ("Something failed on the server.", host),
            .tokenMissing: ("The server did not let this machine in.", again),
            .tokenUnknown: ("The server did not let this machine in.", again),
            .tokenExpired: ("The server did not let this machine in.", again),
            .challengeExpired: ("Signing in took too long.", again),
            .badSignature: ("The server does not believe the signature of this machine.", "`twofold doctor` may say more."),
            .deviceUnknown: ("The server does not know this machine.", again),
            .deviceRemoved: (
                "The server says that another of your machines has removed this one, and shows nothing that one of them signed. It isn't believed, "
                    + "and what you write is kept here.",
                "`twofold sync` asks again. `twofold devices` on another machine of yours tells you for certain."
            ),
            .deviceExpired: ("This code is older than ten minutes.", "`twofold link` on your other machine makes a new one."),
            .coupleUnknown: ("The server does not know the two of you.", again),
            .registrationRequired: (
                "This server takes nobody new without a registration token.",
                "`twofold config server -` reads the whole line that `twofold-server` printed, with the token."
            ),
            .partnerLeft: (
                "The server says that you have left, and shows nothing that a machine of yours signed. It isn't believed, and what you write is "
                    + "kept here.",
                "`twofold sync` asks again. If it stays so, tell whoever runs the server."
            ),
            .superseded: (
                "The server says that something else stands in its place, and doesn't show it.", again
            ),
            .historyChanged: ("The server went back to an earlier state.", again),
            .boxUnknown: ("The server does not know this code.", "It may be too old, or for another server. " + newCode),
            .boxExpired: ("This code is too old.", newCode),
            .boxUsed: (
                "This code was used already.", "A code works once. If it was not used by you, compare fingerprints. " + newCode
            ),
            .ownInvitation: ("This is your own invitation.", "Your partner types it, on their machine: `twofold join`."),
            .coupleFull: ("Somebody has joined there already.", newCode),
            .stampInFuture: ("The server's clock and the time of this change are too far apart.", again),
            .impossibleStamp: ("The time of this change cannot be one.", again),
            .foreignCouple: ("This belongs to another couple.", sameVersion),
            .foreignAuthor: ("This belongs to another author.", sameVersion),
            .foreignRound: ("This belongs to another round.", sameVersion),
            .bodyHashMismatch: ("What arrived is not what was sent.", again),
            .fieldsDoNotFit: ("The server did not understand what was sent.", sameVersion),
            .bodyTooLarge: ("That is longer than the server takes.", "Shorten it."),
            .entryTooLarge: ("That is longer than the server takes.", sameVersion),
            .quotaRecords: ("Your room on this server is used up.", moreRoom),
            .quotaBytes: ("Your room on this server is used up.", moreRoom),
            .quotaDevices: (
                "You have as many devices as this server takes, codes on paper among them.",
                "`twofold devices` lists them; `twofold devices remove` ends one that you don't use."
            ),
            .deviceNotAlive: (
                "This was signed by a machine that has been removed.", "`twofold devices` lists those that are left."
            ),
            .logMoved: ("Another of your machines changed something at the same time.", again),
            .badEntry: ("The server does not accept this change to your devices.", again),
            .coupleEnded: ("Your partner has left; nothing new can be sealed or sent.", "What you have read stays readable."),
            .unpaired: ("You have no partner here yet.", "`twofold invite` makes a code for them."),
            .notFrozen: ("You have not both sealed this round yet.", again),
            .commitmentMismatch: ("What was to be opened is not what was sealed.", "`twofold doctor` may say more."),
            .notForPaper: ("A code on paper can do no more than add a machine.", sameVersion),
        ]

        static let raiseProxyLimit = "Whoever runs it raises its limit for a request; in nginx that is client_max_body_size 4m."

        /// A sync that a proxy ended. What was done is saved.
        static func syncError(_ level: Finding.Level, _ reply: ProxyReply) -> Diagnosis {
            let failure = commandError(reply)
            return Diagnosis(
                level, failure.code, failure.message + " What you did is kept here.",
                next: (failure.next.map { $0 + " " } ?? "") + "`twofold sync` tries again.")
        }
    }
}
