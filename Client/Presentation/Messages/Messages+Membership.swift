package import ClientCore
package import Machine

extension Messages {
    package static func commandError(_ error: LockError) -> CommandError {
        switch error {
        case .locked: CommandError("locked", "This home is locked.", next: "`twofold unlock` opens it for a while.")
        case .wrongPassphrase: CommandError("wrong_passphrase", Membership.wrongPassphrase, next: "Nothing was changed; try again.")
        case .noPassphrase:
            CommandError(
                "no_passphrase", "There is no passphrase here, so nothing is locked.", next: "`twofold lock` sets one.")
        case .passphraseExists:
            CommandError("passphrase_exists", "There is a passphrase already.", next: "`twofold lock --change` sets another.")
        case .damaged(let path):
            CommandError(
                "lock_damaged", "What this home is locked with is damaged: \(path).",
                next:
                    "Put back a copy, or bring everything back into another TWOFOLD_HOME: `twofold recover` or `twofold link -`."
            )
        case .newer:
            CommandError(
                "home_newer", "A newer version of twofold has locked this home.", next: "Use that version, or a later one.")
        case .agentFailed:
            CommandError(
                "agent_failed", "The process that remembers the key could not be started, so the home stays locked.",
                next:
                    "Set XDG_RUNTIME_DIR to a folder that no one else can write to, for this command and all later ones, and try again."
            )
        }
    }

    package enum Membership {
        package static let wrongPassphrase = "That is not the passphrase."

        package static func synced(_ report: SyncReport) -> String {
            let sent = "sent \(count(report.pushed, "change", "changes")), received \(report.pulled)."
            if report.pushed + report.pulled == 0 { return report.pending == 0 ? "In step; nothing was new." : "Nothing was new." }
            return report.pending == 0 ? "In step: \(sent)" : sent.prefix(1).uppercased() + sent.dropFirst()
        }

        package static func notSynced(_ report: SyncReport) -> String {
            report.pending == 0 ? "" : "\(count(report.pending, "change waits", "changes wait")) here to be sent."
        }

        package static let nothingOpened = "Nothing has opened since you last looked."

        package static func press(_ partner: String?) -> String { "Any key shows what \(partnerName(partner)) wrote." }

        package static let pressForMore = "Any key goes on."

        package static let pressForNext = "Any key goes on to the next."

        package static func position(_ index: Int, of count: Int) -> String { "\(index) of \(count)" }

        package static func fingerprintHint(_ partner: String?) -> String {
            "\(partnerFirst(partner)) sees the same with `twofold fingerprint`, if nobody stands between you."
        }

        package static func exported(_ path: String) -> String { "Exported to \(path), readable by you alone." }

        package static let leaving =
            "Leaving needs nobody's consent, and cannot be undone. Your access ends at once, and what has not opened is deleted "
            + "from the server. What you have read stays on this machine."

        package static func leavingTold(_ partner: String?) -> String { "\(partnerFirst(partner)) is told that you left." }

        package static let exportFirst = "Export first? The name of a file, or Enter for no: "
        package static let exportWhere = "The name of the file: "
        package static let typeLeave = "Type leave to leave: "
        package static let notLeft = CommandError("not_left", "You have not left; nothing was changed.")

        package static let leaveNeedsYes = CommandError(
            "usage", "Leaving cannot be undone, so it asks on a terminal.",
            next: "In a script: `twofold export --output FILE`, then `twofold leave --yes`.",
            status: .usage)

        package static func left(_ name: String) -> String {
            "You have left. What you had read is kept here: `twofold prompts --former \(name)`."
        }

        package static let leftNext = "`twofold init` begins anew."

        /// A value for display, shortened: a partner can set an extremely long list.
        package static func setting(_ value: String) -> String { shortened(SafeText.line(value)) }

        /// Shown below the settings: changes made here that haven't been accepted yet.
        package static func waiting(_ waiting: WaitingSchedule, _ keys: [ConfigKey], partner: String?) -> String {
            let values = keys.compactMap { key in waiting.change(of: key).map { "\(key.rawValue) \(setting($0))" } }
            return waiting.isHeldByPartner
                ? "\(Notices.heldByPartner(partner)) Yours didn't go through: \(list(values))." : "Not sent yet: \(list(values))."
        }

        /// The values that a setting accepts.
        package static func takes(_ key: ConfigKey) -> String {
            switch key {
            case .name, .deviceName: "It is a few words, of 200 bytes at most."
            case .reveal: "It is escrow or handshake."
            case .server: "It is the line that `twofold-server` printed."
            case .decks:
                "It is the names of decks, with commas between them; `twofold decks list` lists them. Or it is default: all that aren't only "
                    + "for those who choose them."
            case .depth: "It is 1 (light), 2, or 3 (deep): the deepest that you are asked."
            case .cadence: "It is daily, weekly, or days of the week such as mon,thu."
            case .pause: "It is on or off."
            case .follow: "It is check-ins or off."
            }
        }

        package static let allFine = "All is well."

        package static let passphrase = "The passphrase: "
        package static let passphraseOfLocked = "This home is locked. The passphrase: "
        package static let newPassphrase = "A new passphrase: "
        package static let newPassphraseAgain = "Once more: "

        package static let passphraseAdvice =
            "Four or five words that nobody would guess are a good passphrase. Nobody can reset it: without it, this home opens no more; "
            + "another machine of yours, or the kit, brings everything back into a new one."

        package static let locked = "Locked."
        package static let lockedFirst = "Locked. From now on `twofold unlock` opens this home for a while."
        package static let editorStillOpen = "An editor is still open. Its words lie in a file until it is closed."
        package static let passphraseChanged = "The passphrase is another now."
        package static let passphraseRemoved =
            "The passphrase is taken away. The keys lie in clear in the folder of this home again."

        package static func unlocked(_ until: String) -> String { "Unlocked until \(until). `twofold lock` ends it at once." }

        package static let passphraseMissing = CommandError(
            "passphrase_missing", "There is no passphrase on standard input.", next: "Nothing was changed.")

        package static let passphraseShort = CommandError(
            "passphrase_short", "A passphrase has eight characters at least.", next: "Nothing was changed. " + advice)

        package static let passphrasesDiffer = CommandError(
            "passphrases_differ", "The two are not the same.", next: "Nothing was changed; try again.")

        private static let advice = "Four or five words that nobody would guess are a good one."
    }
}
