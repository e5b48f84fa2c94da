package import Machine

extension Wording {
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
    package static let passphraseRemoved = "The passphrase is taken away. The keys lie in clear in the folder of this home again."

    package static func unlocked(_ until: String) -> String { "Unlocked until \(until). `twofold lock` ends it at once." }

    package static let passphraseMissing = Failure(
        "passphrase_missing", "There is no passphrase on standard input.", next: "Nothing was changed.")

    package static let passphraseShort = Failure(
        "passphrase_short", "A passphrase has eight characters at least.", next: "Nothing was changed. " + advice)

    package static let passphrasesDiffer = Failure(
        "passphrases_differ", "The two are not the same.", next: "Nothing was changed; try again.")

    private static let advice = "Four or five words that nobody would guess are a good one."

    package static func failure(_ error: LockError) -> Failure {
        switch error {
        case .locked: Failure("locked", "This home is locked.", next: "`twofold unlock` opens it for a while.")
        case .wrongPassphrase: Failure("wrong_passphrase", "That is not the passphrase.", next: "Nothing was changed; try again.")
        case .noPassphrase:
            Failure("no_passphrase", "There is no passphrase here, so nothing is locked.", next: "`twofold lock` sets one.")
        case .passphraseExists:
            Failure("passphrase_exists", "There is a passphrase already.", next: "`twofold lock --change` sets another.")
        case .damaged(let path):
            Failure(
                "lock_damaged", "What this home is locked with is damaged: \(path).",
                next: "Put back a copy, or bring everything back into another TWOFOLD_HOME: `twofold recover` or `twofold link -`.")
        case .newer:
            Failure("home_newer", "A newer version of twofold has locked this home.", next: "Use that version, or a later one.")
        case .agentFailed:
            Failure(
                "agent_failed", "The process that remembers the key could not be started, so the home stays locked.",
                next:
                    "Set XDG_RUNTIME_DIR to a folder that no one else can write to, for this command and all later ones, and try again."
            )
        }
    }
}
