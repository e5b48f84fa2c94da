package import ClientCore
package import Machine

extension Messages {
    package static func commandError(_ error: LockError) -> CommandError {
        switch error {
        case .locked: CommandError("locked", "This home is locked.", next: "`twofold unlock` opens it for a while.")
        case .wrongPassphrase: CommandError("wrong_passphrase", Membership.wrongPassphrase, next: "Nothing was changed; try again.")
        case .noPassphrase:
            CommandError(
                "no_passphrase", "There's no passphrase here, so nothing is locked.", next: "`twofold lock` sets one.")
        case .passphraseExists:
            CommandError("passphrase_exists", "There's already a passphrase.", next: "`twofold lock --change` sets a new one.")
        case .damaged(let path):
            CommandError(
                "lock_damaged", "The file that locks this home is damaged: \(path).",
                next:
                    "Put back a copy, or bring everything back into another TWOFOLD_HOME: `twofold recover` or `twofold link -`."
            )
        case .newer:
            CommandError(
                "home_newer", "A newer version of twofold locked this home.", next: "Use that version, or a later one.")
        case .agentFailed:
            CommandError(
                "agent_failed", "The home stays locked: the process that remembers the key couldn't start.",
                next:
                    "Set XDG_RUNTIME_DIR to a folder that no one else can write to, for this command and all later ones, and try again."
            )
        }
    }

    package enum Membership {
        package static let wrongPassphrase = "That isn't the passphrase."

        package static func synced(_ report: SyncReport) -> String {
            let sent = "sent \(count(report.pushed, "change", "changes")), received \(report.pulled)."
            if report.pushed + report.pulled == 0 { return report.pending == 0 ? "Up to date; nothing new." : "Nothing new." }
            return report.pending == 0 ? "Up to date: \(sent)" : sent.prefix(1).uppercased() + sent.dropFirst()
        }

        package static func notSynced(_ report: SyncReport) -> String {
            report.pending == 0 ? "" : "\(count(report.pending, "change is waiting", "changes are waiting")) here to be sent."
        }

        package static let nothingOpened = "Nothing new has been revealed since you last looked."

        /// - Parameter isCheckIn: what is shown next is ratings.
        package static func press(_ partner: String?, isCheckIn: Bool = false) -> String {
            "Press any key to see what \(partnerName(partner)) \(isCheckIn ? "rated" : "wrote")."
        }

        package static let pressForMore = "Press any key to go on."

        package static let pressForNext = "Press any key for the next."

        package static func position(_ index: Int, of count: Int) -> String { "\(index) of \(count)" }

        package static func fingerprintHint(_ partner: String?) -> String {
            "\(partnerFirst(partner)) sees the same with `twofold fingerprint`, if no one is intercepting you."
        }

        package static func exported(_ path: String) -> String { "Exported to \(path). Only you can read that file." }

        package static let leaving =
            "Leaving needs no one's consent, and can't be undone. Your access ends at once, and what hasn't been "
            + "revealed is deleted from the server. What you've read stays on this device."

        package static func leavingTold(_ partner: String?) -> String { "\(partnerFirst(partner)) will see that you've left." }

        package static let exportFirst = "Export first, as JSON? A file name, or Enter for no: "
        package static let exportWhere = "The file name: "
        package static let typeLeave = "Type leave to leave: "
        package static let notLeft = CommandError("not_left", "You haven't left; nothing was changed.")

        package static let leaveNeedsYes = CommandError(
            "usage", "Leaving can't be undone, so Twofold asks on a terminal.",
            next: "In a script: `twofold export --output FILE`, then `twofold leave --yes`.",
            status: .usage)

        package static func left(_ name: String) -> String {
            "You've left. What you had read is kept here: `twofold prompts --former \(name)`"
        }

        package static let leavingWaits = "You're leaving: that goes out with the next sync."
        package static let leavingNext = "`twofold leave` sends it now."

        /// Leaving failed after it was signed.
        package static func leavingKept(_ error: CommandError) -> CommandError {
            CommandError(
                error.code,
                error.message + " That you're leaving is saved: it goes out with the next sync, and can't be taken back.",
                next: leavingNext)
        }

        package static let leftNext = "`twofold init` starts afresh."

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
            case .name, .deviceName: "Use a few words, at most 200 bytes."
            case .reveal: "Use escrow or handshake."
            case .server: "Use the line that `twofold-server` printed."
            case .decks:
                "Use the names of decks, with commas between them; `twofold decks list` lists them. Or use default: all but those that are "
                    + "asked only if you choose them."
            case .depth: "Use 1 (light), 2, or 3 (deep): the deepest you want to be asked."
            case .cadence: "Use daily, weekly, or days of the week such as mon,thu."
            case .pause: "Use on or off."
            case .follow: "Use check-ins or off."
            }
        }

        package static let allFine = "All is well."

        package static let passphrase = "Passphrase: "
        /// While a passphrase becomes a key, which takes a moment.
        package static let openingHome = "Opening your home …"
        package static let oneMoment = "One moment …"
        package static let passphraseOfLocked = "This home is locked. Passphrase: "
        package static let newPassphrase = "New passphrase: "
        package static let newPassphraseAgain = "Once more: "

        package static let passphraseAdvice =
            "Four or five words that no one would guess make a good passphrase. No one can reset it: without it, "
            + "this home can't be opened. Another of your devices, or the kit, brings everything back into a new one."

        package static let locked = "Locked."
        package static let lockedFirst = "Locked. From now on, `twofold unlock` opens this home for a while."
        package static let editorStillOpen = "An editor is still open. Its words stay in a file until you close it."
        package static let passphraseChanged = "Passphrase changed."
        package static let passphraseRemoved =
            "Passphrase removed. The keys are stored unencrypted in this home's folder again."

        package static func unlocked(_ until: String) -> String { "Unlocked until \(until). `twofold lock` ends it at once." }

        package static let passphraseMissing = CommandError(
            "passphrase_missing", "There was no passphrase on standard input.", next: "Nothing was changed.")

        package static let passphraseShort = CommandError(
            "passphrase_short", "A passphrase needs at least eight characters.", next: "Nothing was changed. " + advice)

        package static let passphrasesDiffer = CommandError(
            "passphrases_differ", "The two aren't the same.", next: "Nothing was changed; try again.")

        private static let advice = "Four or five words that no one would guess make a good one."
    }
}
