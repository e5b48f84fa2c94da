import ClientCore
import Models
package import Vault
package import Wire

/// What answers at an address just entered. The address is kept either way.
package enum ServerFound {
    case server(ServerInfo)
    case error(CommandError)

    package var error: CommandError? { if case .error(let error) = self { error } else { nil } }
}

extension Messages {
    package static func commandError(_ error: CodeError) -> CommandError {
        let (code, message) =
            switch error {
            case .noAddress: ("code_no_address", "That is no code: a code begins with an address, like example.org:443/.")
            case .unknownCharacter(let character):
                ("code_unknown_character", "No code has a “\(SafeText.line(String(character)))” in it.")
            case .wrongLength: ("code_wrong_length", "Some characters of the code are missing, or there are too many.")
            case .mistyped: ("code_mistyped", "Some character of the code is not as it was printed.")
            }
        return CommandError(
            code, message,
            next: "Compare it with what was printed. Capitals, hyphens and spaces do not matter; nothing was sent.")
    }

    package static func commandError(wrongKind kind: CodeKind) -> CommandError {
        switch kind {
        case .invitation:
            CommandError("code_is_invitation", "That is an invitation, for a partner.", next: "`twofold join` takes it.")
        case .link:
            CommandError("code_is_link", "That is a code that links a machine of your own.", next: "`twofold link -` takes it.")
        case .kit:
            CommandError(
                "code_is_kit", "That is a recovery kit.", next: "`twofold recover` takes it; `twofold kit --check` checks it.")
        }
    }

    package enum Starting {
        package static func initialised(hasServer: Bool) -> String {
            let next =
                hasServer
                ? "`twofold invite` makes a code for your partner."
                : "`twofold config server -` reads the address of a server; `twofold invite` then makes a code for your partner."
            return "You are ready. \(next) You can answer right away: `twofold answer`."
        }

        /// What answers at an address just entered.
        ///
        /// - Parameter hasToken: whether a registration token was given with it.
        package static func found(_ found: ServerFound, hasToken: Bool) -> String {
            switch found {
            case .server(let info):
                let version = "A Twofold server answers there (version \(SafeText.line(info.version)))."
                guard info.registrationRequired, !hasToken else { return version }
                return version
                    + " It takes nobody new without a registration token: `twofold config server -` reads the whole line."
            case .error(let error):
                return [error.message, "The address is kept all the same.", error.next].compactMap { $0 }.joined(separator: " ")
            }
        }

        package static func invitation(_ until: String) -> String {
            "For your partner, and for no one else. It works once, until \(until)."
        }

        package static let invitationUse = "On their machine they type `twofold join`, and then the code."
        package static let waiting = "Waiting for them to join. Any key ends the waiting; the code stays good."
        package static let waitingEnded = "The code stays good. `twofold status` tells once they have joined."

        package static func joined(_ partner: String?) -> String {
            "\(partnerFirst(partner)) has joined you. Good to have you both here."
        }

        package static func paired(_ partner: String?) -> String {
            (partner.map { "You and \(SafeText.line($0)) are paired." } ?? "You are paired.") + " Good to have you both here."
        }

        package static func compare(_ fingerprint: String, _ partner: String?) -> String {
            "Compare this with \(partnerName(partner)), in person or by voice. Both of you see the same if nobody stands between you:"
                + "\n\n    \(fingerprint)\n"
        }

        package static let afterPairing =
            "`twofold answer` begins. `twofold kit` makes a recovery kit, for the day a machine is lost."

        package static func linkCode(_ until: String) -> String {
            "For your other machine, at `twofold link -`. It works once, until \(until). Whoever types it reads all that you read: give "
                + "it to no one, your partner included."
        }

        /// For a code with a loopback address.
        package static func codeOfLoopback(_ host: String) -> String {
            "The address in it, \(SafeText.line(host)), is reachable only from this machine."
        }

        package static let linkWarning = "This makes this machine one of the code's owner: it signs and reads in their name."
        package static let linkAsk = "Is the code yours?"
        package static let linkRefused = CommandError(
            "not_linked", "Nothing was linked.", next: "To join somebody as their partner: `twofold join`.")
        package static let linked = "This machine is one of yours now, with all that you have."

        package static let kitIntroduction = "Your recovery kit: keep it on paper, where only you find it."
        package static let kitUse =
            "On a new machine, `twofold recover` and this code bring everything back. It works as often as you need, until "
            + "`twofold kit --new`. Whoever holds it reads all that you read."
        package static let kitReplaced = "The kit before it is worth nothing any more."
        package static let kitGood = "This kit is good: it would bring everything back."
        package static let recovered =
            "This machine is one of yours now, with everything that the server has of you. What only another of your machines holds comes with its next sync."
        package static let recoveredHandshake = "Your answers open by handshake here; `twofold config reveal escrow` changes it."

        package static func code(_ error: VaultError) -> String {
            switch error {
            case .notAuthentic: "not_authentic"
            case .keyMissing: "key_missing"
            case .noKey: "no_key"
            case .commitmentBroken: "commitment_broken"
            case .unusableKey: "unusable_key"
            }
        }
    }
}
