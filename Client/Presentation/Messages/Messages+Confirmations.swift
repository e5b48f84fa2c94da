import Catalogue
package import ClientCore

extension Messages {
    package enum Confirmations {
        package static let sealed = Confirmation("Sealed.", kept: "Sealed and saved here.")
        package static let draft = Confirmation("Saved as a draft.", kept: "Saved here as a draft.")
        package static let keptUntilPaired = Confirmation(
            "Finished, and kept for when you have a partner.", kept: "Finished, and kept here for when you have a partner.",
            aside: "Then you are asked whether to seal it for them.")
        package static let withdrawn = Confirmation(
            "Taken back; your words are a draft again.", kept: "Taken back here; your words are a draft again.")

        package static func again(_ round: RoundReference) -> Confirmation {
            let name = "Round \(round.number) of \(round.prompt)"
            return Confirmation("\(name) is open.", kept: "\(name) is open here.")
        }

        package static func restored(_ version: Int) -> Confirmation {
            Confirmation("Version \(version) is back.", kept: "Version \(version) is back here.")
        }

        /// Settings of the couple apply from the next date that hasn't started for either partner.
        package static func set(_ key: ConfigKey, _ value: String, from day: String) -> Confirmation {
            let what =
                switch (key, value) {
                case (.pause, "on"): "The two of you pause"
                case (.follow, "off"): "Your check-ins no longer decide what you're asked"
                case (.follow, _): "What weighs on you both in your check-ins is asked about first"
                case (.pause, _): "There is a prompt for the two of you again"
                default: "\(key.rawValue) is \(Membership.setting(value)), for both of you"
                }
            return Confirmation("\(what), from \(day) on.", kept: "\(what), from \(day) on; it is saved here.", isForBoth: true)
        }

        package static func set(_ key: ConfigKey, _ value: String) -> Confirmation {
            let shown = key == .server ? "The server is set." : "\(key.rawValue) is now \(SafeText.line(value))."
            return Confirmation(shown, kept: shown, isForBoth: key == .name)
        }

        package static func reveal(_ mode: RevealMode) -> String { "reveal is now \(mode.rawValue)." }

        package static func explained(_ mode: RevealMode) -> String {
            switch mode {
            case .escrow:
                "Answers that you seal from now on open the moment both of you have sealed. The server cannot read them; "
                    + "it is trusted not to hand out your opening early."
            case .handshake:
                "Answers that you seal from now on open only after both of you have sealed, with one more sync: "
                    + "not even a partner who runs the server can look earlier."
            }
        }

        /// What a command did, and whether it reached the server.
        package static func delivered(_ confirmation: Confirmation, _ attempt: SyncAttempt) -> String {
            if let aside = confirmation.aside {
                return (attempt.wentThrough(confirmation) ? confirmation.done : confirmation.kept) + " " + aside
            }
            return attempt.wentThrough(confirmation)
                ? "\(confirmation.done) \(wentThrough)" : "\(confirmation.kept) \(reason(attempt))"
        }

        private static func reason(_ attempt: SyncAttempt) -> String {
            guard let stopped = attempt.report?.stopped, let failure = attempt.error else {
                if attempt.waitsForPartner { return "It goes out once you have a partner." }
                if let failure = attempt.error { return [failure.message, failure.next].compactMap { $0 }.joined(separator: " ") }
                return attempt.report == nil ? goesOutLater : "The server does not take it yet; `twofold doctor` says more."
            }
            switch stopped {
            case .unreachable(.unreachable), .unreachable(.timedOut), .unreachable(.interrupted),
                .proxy(.asksForPatience), .proxy(.reachesNoServer), .proxy(.isNotServing), .proxy(.waitedInVain):
                return String(failure.message.dropLast()) + "; it goes out with the next sync."
            case .noServer: return "There is no server yet; it goes out once there is one."
            default: return [failure.message, failure.next].compactMap { $0 }.joined(separator: " ")
            }
        }

        /// A sync that the home's own storage stopped, after the change had been saved.
        package static func unfinishedSync(_ error: ClientError) -> CommandError {
            let failure = commandError(error)
            guard error == .store(.full) else { return failure }
            return CommandError(
                failure.code, "The disk is full, so it has not gone through.", next: "Make some room, then `twofold sync`.")
        }

        package static func opened(_ rounds: [RoundReference]) -> String {
            "Opened: \(Status.rounds(rounds)). `twofold open` shows \(rounds.count == 1 ? "it" : "them")."
        }
    }
}
