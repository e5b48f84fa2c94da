import Catalogue
package import ClientCore

extension Messages {
    package enum Confirmations {
        package static let sealed = Confirmation("Sealed.", kept: "Sealed and saved here.")
        package static let draft = Confirmation("Saved as a draft.", kept: "Saved here as a draft.", aside: "Only you can read it.")

        /// Someone was asked whether to seal, and didn't want to.
        package static func notSealed(_ prompt: String) -> Confirmation {
            let what = "Not sealed. Your words are kept as a draft."
            return Confirmation(what, kept: what, aside: "`twofold seal \(prompt)` seals them.")
        }

        /// A draft was emptied in the editor.
        package static func draftEnded(_ prompt: String) -> Confirmation {
            let what = "No words are left, so the draft for \(prompt) is gone."
            return Confirmation(what, kept: what, aside: "`twofold history \(prompt)` still has what it said.")
        }

        package static let keptUntilPaired = Confirmation(
            "Finished, and kept until you have a partner.", kept: "Finished, and kept here until you have a partner.",
            aside: "You'll be asked then whether to seal it.")
        package static let withdrawn = Confirmation(
            "Taken back; your words are a draft again.", kept: "Taken back here; your words are a draft again.")

        package static func again(_ round: RoundReference, _ names: PromptNames) -> Confirmation {
            let name = "Round \(round.number) of \(names[round.prompt])"
            return Confirmation("\(name) has started.", kept: "\(name) has started here.")
        }

        package static func restored(_ version: Int) -> Confirmation {
            Confirmation("Version \(version) is back.", kept: "Version \(version) is back here.")
        }

        /// Settings of the couple apply from the next date that hasn't started for either partner.
        package static func set(_ key: ConfigKey, _ value: String, from day: String) -> Confirmation {
            let what =
                switch (key, value) {
                case (.pause, "on"): "You both pause"
                case (.follow, "off"): "Your check-ins no longer decide what you're asked"
                case (.follow, _): "What weighs on you both in your check-ins is asked about first"
                case (.pause, _): "There's a question for the two of you again"
                default: "\(key.rawValue) is \(Membership.setting(value)), for both of you"
                }
            return Confirmation("\(what), from \(day) on.", kept: "\(what), from \(day) on; saved here.", isForBoth: true)
        }

        package static func set(_ key: ConfigKey, _ value: String) -> Confirmation {
            let shown = key == .server ? "The server is set." : "\(key.rawValue) is now \(SafeText.line(value))."
            return Confirmation(shown, kept: shown, isForBoth: key == .name)
        }

        package static func reveal(_ mode: RevealMode) -> String { "reveal is now \(mode.rawValue)." }

        package static func explained(_ mode: RevealMode) -> String {
            switch mode {
            case .escrow:
                "Answers you seal from now on are revealed the moment you've both sealed. The server can't read "
                    + "them; you trust it not to let your partner look early."
            case .handshake:
                "Answers you seal from now on are revealed once you've both sealed and synced once more: not even a "
                    + "partner who runs the server can look early."
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
                return attempt.report == nil ? goesOutLater : "The server doesn't take it yet; `twofold doctor` says more."
            }
            switch stopped {
            case .unreachable(.unreachable), .unreachable(.timedOut), .unreachable(.interrupted),
                .proxy(.asksForPatience), .proxy(.reachesNoServer), .proxy(.isNotServing), .proxy(.waitedInVain):
                return String(failure.message.dropLast()) + "; it goes out with the next sync."
            case .noServer: return "There's no server yet; it goes out once there is."
            default: return [failure.message, failure.next].compactMap { $0 }.joined(separator: " ")
            }
        }

        /// A sync that the home's own storage stopped, after the change had been saved.
        package static func unfinishedSync(_ error: ClientError) -> CommandError {
            let failure = commandError(error)
            guard error == .store(.full) else { return failure }
            return CommandError(
                failure.code, "The disk is full, so it hasn't gone through.", next: "Make some room, then `twofold sync`.")
        }

        package static func opened(_ rounds: [RoundReference], _ names: PromptNames) -> String {
            "Revealed: \(Status.rounds(rounds, names)). Read \(rounds.count == 1 ? "it" : "them"): `twofold open`"
        }
    }
}
