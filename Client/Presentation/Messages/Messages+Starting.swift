package import ClientCore
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
            case .noAddress:
                ("code_no_address", "That code is incomplete: a code begins with the server's address, like example.org:443/.")
            case .unknownCharacter(let character):
                ("code_unknown_character", "No code contains “\(SafeText.line(String(character)))”.")
            case .wrongLength: ("code_wrong_length", "The code has too few characters, or too many.")
            case .mistyped: ("code_mistyped", "Something in the code is mistyped.")
            }
        return CommandError(
            code, message,
            next: error == .noAddress
                ? "Copy it whole, from the address to its end. Nothing was sent."
                : "Compare it with what was printed. Capitals, hyphens and spaces don't matter; nothing was sent.")
    }

    package static func commandError(wrongKind kind: CodeKind) -> CommandError {
        switch kind {
        case .invitation:
            CommandError("code_is_invitation", "That's an invitation, for a partner.", next: "`twofold join` takes it.")
        case .link:
            CommandError("code_is_link", "That's a code for linking a device of your own.", next: "`twofold link -` takes it.")
        case .kit:
            CommandError(
                "code_is_kit", "That's a recovery kit.", next: "`twofold recover` takes it; `twofold kit --check` checks it.")
        }
    }

    package enum Starting {
        package static func initialised(hasServer: Bool) -> String {
            let next =
                hasServer
                ? "`twofold invite` makes a code for your partner."
                : "`twofold config server -` takes the address of a server; then `twofold invite` makes a code for "
                    + "your partner."
            return "You're ready. \(next) You can answer right away: `twofold answer`."
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
                    + " It takes new couples only with a registration token: `twofold config server -` takes the whole line."
            case .error(let error):
                return [error.message, "The address is saved all the same.", error.next].compactMap { $0 }.joined(separator: " ")
            }
        }

        package static func invitation(_ until: String) -> String {
            "For your partner, and for no one else. It works once, until \(until)."
        }

        package static let invitationUse = "On the other device, your partner types `twofold join`, and then the code."
        package static let waiting = "Waiting for your partner to join. Any key stops the waiting; the code stays good."
        package static let waitingEnded = "The code stays good. `twofold status` says when your partner has joined."

        package static func joined(_ partner: String?) -> String {
            "\(partnerFirst(partner)) has joined you. Good to have you both here."
        }

        package static func paired(_ partner: String?) -> String {
            (partner.map { "You and \(SafeText.line($0)) are paired." } ?? "You're paired.") + " Good to have you both here."
        }

        package static func compare(_ fingerprint: String, _ partner: String?) -> String {
            "Compare this with \(partnerName(partner)), in person or by voice. You both see the same if no one is "
                + "intercepting you:\n\n    \(fingerprint)\n"
        }

        package static let afterPairing =
            "Begin with `twofold answer`. `twofold kit` makes a recovery kit, for the day a device is lost."

        package static func linkCode(_ until: String) -> String {
            "For your other device: type `twofold link -` there, and then the code. It works once, until \(until). "
                + "Whoever has it can read all that you can: give it to no one, not even your partner."
        }

        package static let linkWaiting = "Waiting for your other device. Any key ends the waiting; the code stays good."
        package static let linkWaitingEnded = "The code stays good. `twofold devices` shows your other device once it's there."

        /// For the devices that came while `link` waited.
        package static func linkedOther(_ devices: [DeviceView]) -> String {
            "\(list(devices.map { $0.name.map(SafeText.line) ?? "Your other device" })) \(devices.count == 1 ? "is" : "are") linked."
        }

        /// In place of a drawing that the window has no room for.
        ///
        /// - Parameter command: what draws it in a larger window.
        package static func codeUndrawn(columns: Int, rows: Int, _ command: String) -> String {
            "There's no room here for its QR code: in a window of \(columns) columns and \(rows) lines, `\(command)` draws one."
        }

        /// For a code with a loopback address.
        package static func codeOfLoopback(_ host: String) -> String {
            "The address in it, \(SafeText.line(host)), can only be reached from this device."
        }

        package static let linkWarning =
            "Use only a code from a device of your own: from then on, this device reads and writes as its owner."
        package static let linkAsk = "Is the code yours?"
        package static let linkRefused = CommandError(
            "not_linked", "Nothing was linked.", next: "To join someone as their partner: `twofold join`")
        package static let linked = "This device is now one of yours, with everything you have."

        /// Another of the user's devices goes by the usual name of this one.
        package static func namedApart(_ name: String, from other: String) -> String {
            "You have a device called “\(SafeText.line(other))” already, so this one is “\(SafeText.line(name))”. "
                + "`twofold config device-name` changes that."
        }

        package static let kitIntroduction = "Your recovery kit: keep it on paper, where only you will find it."
        package static let kitUse =
            "On a new device, `twofold recover` and this code bring everything back. It works as often as you need, "
            + "until `twofold kit --new`. Whoever has it can read all that you can."
        package static let kitReplaced = "The kit before this one no longer works."
        package static let kitEndsLater =
            "The kit before this one works until the next sync that goes through: `twofold sync`."

        private static let keptKit = " The kit you had still works."

        /// - Parameter keeping: whether there's an earlier kit, which stays.
        package static func noKitMade(_ error: CommandError, keeping: Bool) -> CommandError {
            guard keeping, error.code != "kit_exists" else { return error }
            return CommandError(
                error.code, error.message + " No new kit was made." + keptKit, next: error.next, status: error.status)
        }

        /// The code couldn't be written where someone would have read it.
        package static func kitUnseen(keeping: Bool) -> CommandError {
            CommandError(
                "kit_unseen", "The new kit couldn't be shown, so it was dropped." + (keeping ? keptKit : " You have none."),
                next: keeping ? "`twofold kit --new` makes one." : "`twofold kit` makes one.")
        }

        package static let kitGood = "This kit works: it would bring everything back."
        package static let recovered =
            "This device is now one of yours, with everything the server has of you. What only another of your "
            + "devices holds comes with its next sync."
        package static let recoveredHandshake =
            "To be safe, answers are revealed one sync later here. For the quicker way: `twofold config reveal escrow`"

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
