package import ClientCore
package import Wire

extension Messages {
    package static func commandError(_ error: TransportError) -> CommandError {
        switch error {
        case .unreachable:
            CommandError(
                "unreachable", "The server can't be reached.", next: "Try again later; `twofold doctor` takes a closer look.")
        case .timedOut:
            CommandError(
                "timed_out", "The server didn't answer in time.", next: "Try again later; `twofold doctor` takes a closer look.")
        case .interrupted: CommandError("interrupted", "The connection broke off.", next: "Try again; nothing happens twice.")
        case .noTLS:
            CommandError(
                "no_tls", "Something answers there, but not with https.",
                next: "Check the address and its port: `twofold config server`")
        case .wrongPin:
            CommandError(
                "wrong_pin", "The server's certificate isn't the one known here, so nothing was sent.",
                next:
                    "If whoever runs it made a new one, `twofold config server -` takes the new address. Otherwise, "
                    + "don't trust it."
            )
        case .untrusted:
            CommandError(
                "untrusted", "No authority that this device trusts vouches for the server's certificate, so nothing was sent.",
                next: "If the server made its own, `twofold config server -` takes its address with the pin.")
        case .insecure:
            CommandError(
                "insecure", "http:// only works on this very device, so nothing was sent.",
                next: "`twofold config server -` takes an address with https://.")
        case .replyTooLarge:
            CommandError(
                "reply_too_large", "That reply is too long to come from a Twofold server.",
                next: "Check the address: `twofold config server`")
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
                "proxy_password", "Something in front of the server asks for its own password.",
                next: "Whoever runs it should let requests through without one: twofold signs in by itself.")
        case .refuses:
            CommandError(
                "proxy_refused", "Something in front of the server doesn't let this through.",
                next: "Whoever runs it can see why in its log; perhaps it only allows some networks.")
        case .takesLess:
            CommandError(
                "proxy_too_large", "A proxy in front of the server doesn't take this much at once.",
                next: Network.raiseProxyLimit)
        case .asksForPatience:
            CommandError(
                "proxy_rate_limited", "Something in front of the server asks for a little patience.",
                next: "Try again in a minute."
            )
        case .reachesNoServer:
            CommandError(
                "proxy_no_server", "A proxy answers, but finds no server behind it.",
                next: "Whoever runs it should check that twofold-server is running and that the proxy has its address.")
        case .isNotServing:
            CommandError(
                "proxy_not_serving", "Something in front of the server can't serve right now.",
                next: "Try again later. If it keeps happening, whoever runs it should take a look.")
        case .waitedInVain:
            CommandError(
                "proxy_timed_out", "The server took longer than the proxy in front of it would wait.",
                next: "Try again later. If it keeps happening, whoever runs the server should take a look.")
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

        private static let sameVersion = "Make sure that client and server have matching versions."
        private static let host = "Your words are safe here. Whoever runs the server can fix it."
        private static let moment =
            "Your words are safe here. Try again in a moment; if it keeps happening, whoever runs the server should take a look."
        private static let moreRoom =
            "Your words are safe here. Whoever runs the server can raise the limit (--records-per-partner, --room-per-partner)."
        private static let again = "`twofold sync` tries again."
        private static let newCode = "Ask for a new one."

        fileprivate static let refusals: [ErrorCode: (String, String)] = [
            .malformed: ("The server didn't understand what was sent.", sameVersion),
            .unknownClass: ("The server didn't understand what was sent.", sameVersion),
            .unknownVersion: ("The server speaks another version of the protocol.", sameVersion),
            .notFound: ("The server doesn't know what it was asked for.", sameVersion),
            .methodNotAllowed: ("The server doesn't know what it was asked for.", sameVersion),
            .requestTooLarge: ("That was more at once than the server takes.", sameVersion),
            .tooManyWrites: ("That was more at once than the server takes.", sameVersion),
            .tooLargeForProxy: (
                "This one change is too large for a proxy in front of the server.",
                raiseProxyLimit
            ),
            .notReady: ("The server isn't ready.", moment),
            .storageFull: ("The server has no room left.", host),
            .internalError: ("Something failed on the server.", host),
            .tokenMissing: ("The server didn't let this device in.", again),
            .tokenUnknown: ("The server didn't let this device in.", again),
            .tokenExpired: ("The server didn't let this device in.", again),
            .challengeExpired: ("Signing in took too long.", again),
            .badSignature: ("The server doesn't accept this device's signature.", "`twofold doctor` may say more."),
            .deviceUnknown: ("The server doesn't know this device.", again),
            .deviceRemoved: (
                "The server says that another of your devices removed this one, but shows nothing that any of them "
                    + "signed. It isn't believed, and your words are safe here.",
                "`twofold sync` asks again. `twofold devices` on another of your devices tells you for certain."
            ),
            .deviceExpired: ("This code is older than ten minutes.", "`twofold link` on your other device makes a new one."),
            .coupleUnknown: ("The server doesn't know the two of you.", again),
            .registrationRequired: (
                "This server takes new couples only with a registration token.",
                "`twofold config server -` takes the whole line that `twofold-server` printed, with the token."
            ),
            .partnerLeft: (
                "The server says that you've left, but shows nothing that a device of yours signed. It isn't "
                    + "believed, and your words are safe here.",
                "`twofold sync` asks again. If it keeps happening, tell whoever runs the server."
            ),
            .superseded: (
                "The server says that something else is already in its place, but doesn't show it.", again
            ),
            .historyChanged: ("The server went back to an earlier state.", again),
            .boxUnknown: ("The server doesn't know this code.", "It may be too old, or from another server. " + newCode),
            .boxExpired: ("This code is too old.", newCode),
            .boxUsed: (
                "This code was used already.", "A code works once. If you didn't use it, compare fingerprints. " + newCode
            ),
            .ownInvitation: ("This is your own invitation.", "Your partner types it, on the other device: `twofold join`"),
            .coupleFull: ("Someone has already joined there.", newCode),
            .stampInFuture: ("The server's clock and the time of this change are too far apart.", again),
            .impossibleStamp: ("The time of this change is impossible.", again),
            .foreignCouple: ("This belongs to another couple.", sameVersion),
            .foreignAuthor: ("This belongs to another author.", sameVersion),
            .foreignRound: ("This belongs to another round.", sameVersion),
            .bodyHashMismatch: ("What arrived isn't what was sent.", again),
            .fieldsDoNotFit: ("The server didn't understand what was sent.", sameVersion),
            .bodyTooLarge: ("That's longer than the server takes.", "Shorten it."),
            .entryTooLarge: ("That's longer than the server takes.", sameVersion),
            .quotaRecords: ("Your room on this server is used up.", moreRoom),
            .quotaBytes: ("Your room on this server is used up.", moreRoom),
            .quotaDevices: (
                "You have as many devices as this server takes, codes on paper included.",
                "`twofold devices` lists them; `twofold devices remove` removes one you don't use."
            ),
            .deviceNotAlive: (
                "This was signed on a device that has been removed.", "`twofold devices` lists those that are left."
            ),
            .logMoved: ("Another of your devices changed something at the same time.", again),
            .badEntry: ("The server doesn't accept this change to your devices.", again),
            .coupleEnded: ("Your partner has left, so nothing new can be sealed or sent.", "What you've read stays readable."),
            .unpaired: ("You don't have a partner here yet.", "`twofold invite` makes a code for your partner."),
            .notFrozen: ("You haven't both sealed this round yet.", again),
            .commitmentMismatch: ("What came to be revealed isn't what was sealed.", "`twofold doctor` may say more."),
            .notForPaper: ("A code on paper can only add a device.", sameVersion),
        ]

        static let raiseProxyLimit = "Whoever runs it can raise its limit for a request; in nginx that's client_max_body_size 4m."

        /// A sync that a proxy ended. What was done is saved.
        static func syncError(_ level: Finding.Level, _ reply: ProxyReply) -> Diagnosis {
            let failure = commandError(reply)
            return Diagnosis(
                level, failure.code, failure.message + " What you did is safe here.",
                next: (failure.next.map { $0 + " " } ?? "") + "`twofold sync` tries again.")
        }
    }
}
