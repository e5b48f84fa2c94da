import Catalogue
package import ClientCore

extension Messages {
    package static func commandError(_ error: ClientError) -> CommandError {
        switch error {
        case .unreachable(let reason): commandError(reason)
        case .problem(let problem): commandError(problem)
        case .proxy(let reply): commandError(reply)
        case .badCode(let reason): commandError(reason)
        case .wrongCodeKind(let kind): commandError(wrongKind: kind)
        case .badServer(let reason): commandError(reason)
        case .store(let reason): commandError(reason)
        case .internal: Errors.unexpected
        case .unknownPrompt, .ambiguousPrompt, .nothingToAnswer, .emptyText, .textTooLong, .nothingToSeal, .frozen, .notSealed,
            .notRevealedYet, .nothingOpened, .noSuchVersion:
            ClientErrors.answering(error)
        case .badReaction, .unknownPledge, .exportMalformed, .exportedByOther, .unknownDeck, .unknownDecks, .builtInDeck:
            Decks.growing(error)
        case .deckMalformed(let reason): commandError(reason)
        case .alreadyAsked, .badPromptName, .promptNameTaken, .notYourQuestion, .alreadyAnswered, .alreadyRevealed:
            Questions.asking(error)
        default: ClientErrors.living(error)
        }
    }

    package enum ClientErrors {
        /// Errors that concern prompts and answers.
        fileprivate static func answering(_ error: ClientError) -> CommandError {
            switch error {
            case .unknownPrompt(let text, let nearest):
                CommandError(
                    "unknown_prompt", "No question is called “\(SafeText.line(text))”.",
                    next: nearest.isEmpty ? "`twofold prompts` lists them all." : didYouMean(nearest.map(\.description)))
            case .ambiguousPrompt(let text, let candidates):
                CommandError(
                    "ambiguous_prompt", "“\(SafeText.line(text))” could be \(some(candidates.map(\.description))).",
                    next: "Type more of the one you mean.")
            case .nothingToAnswer:
                CommandError(
                    "nothing_to_answer", "There's nothing left for you to answer.",
                    next: "`twofold ask` adds a question of your own; `twofold again QUESTION` asks one again.")
            case .emptyText:
                CommandError(
                    "empty_text", "There are no words in it, so nothing was changed.",
                    next: "Write something, or skip it: `twofold skip QUESTION`. Skipping is always fine, and no one is told.")
            case .textTooLong(let limit, let length):
                CommandError(
                    "text_too_long",
                    "That's too long: " + (length.map { "it takes \($0) bytes as it's stored, and " } ?? "")
                        + "there's room for \(limit) bytes.",
                    next: "Shorten it, or split it in two.")
            case .nothingToSeal:
                CommandError("nothing_to_seal", "You have no draft to seal.", next: "Write one: `twofold answer QUESTION`")
            case .frozen:
                CommandError(
                    "frozen", "You've both sealed this round, so neither answer can change.",
                    next: "`twofold show QUESTION` shows where it stands; `twofold again QUESTION` asks it again.")
            case .notSealed:
                CommandError(
                    "not_sealed", "There's nothing sealed there for you to take back.",
                    next: "`twofold show QUESTION` shows where it stands.")
            case .notRevealedYet:
                CommandError(
                    "not_revealed_yet", "That round isn't revealed yet.",
                    next:
                        "`twofold show QUESTION` shows where it stands. Once it's revealed, you can say more under "
                        + "it or ask it again.")
            case .nothingOpened:
                CommandError(
                    "nothing_opened", "Nothing is revealed yet.",
                    next: "`twofold answer` picks a question; it's revealed once you've both sealed.")
            default:
                CommandError(
                    "no_such_version", "There's no version with that number.", next: "`twofold history QUESTION` lists them.")
            }
        }

        /// Errors that concern the home, the couple, devices and keys.
        fileprivate static func living(_ error: ClientError) -> CommandError {
            switch error {
            case .notInitialised:
                CommandError(
                    "not_initialised", "Twofold isn't set up here yet.",
                    next: "Start with `twofold init`, or with `twofold join` if your partner gave you a code.")
            case .alreadyInitialised:
                CommandError(
                    "already_initialised", "Twofold is already set up here.",
                    next: "`twofold status` shows where you stand. For a second home, set TWOFOLD_HOME to another folder.")
            case .noServer:
                CommandError(
                    "no_server", "There's no server yet.",
                    next: "`twofold config server -` takes the line that `twofold-server` printed.")
            case .noPartnerYet:
                CommandError(
                    "no_partner_yet", "You don't have a partner here yet.", next: "`twofold invite` makes a code for your partner.")
            case .waitsForOwnMachine:
                CommandError(
                    "waits_for_own_device",
                    "This device can't tell your rounds apart yet: the key to that is on another of your devices.",
                    next: "`twofold sync` on a device you already had when your partner joined, then here. Nothing is lost.")
            case .alreadyPaired:
                CommandError(
                    "already_paired", "You already have a partner here.",
                    next: "To start with someone else, set TWOFOLD_HOME to another folder, or `twofold leave` first.")
            case .partnerHasLeft:
                CommandError(
                    "partner_left", "Your partner has left, so nothing new can be sealed or sent.",
                    next: "What you've read stays readable. `twofold leave` puts it away, and you can start afresh.")
            case .youHaveLeft:
                CommandError(
                    "you_left", "You've left this couple.",
                    next: "What you had read stays readable. `twofold leave` puts it away.")
            case .leavingWaits:
                CommandError(
                    "leaving_waits", "You're leaving, so nothing new can be written here.",
                    next: "`twofold leave` sends it now, if it hasn't gone out yet.")
            case .deviceRemoved:
                CommandError(
                    "device_removed", "Another of your devices removed this one.",
                    next: "What's here stays readable. To use this device again, take a code of `twofold link` to a new "
                        + "TWOFOLD_HOME.")
            case .severalMachines:
                CommandError(
                    "several_machines", "You have several devices, and joining a partner takes just one.",
                    next: "`twofold devices` lists them; remove the others, join, then link them again.")
            case .heldByPartner:
                CommandError(
                    "held_by_partner", Notices.heldByPartner(nil) + " Nothing was changed.",
                    next: "Talk to each other. Your answers aren't affected.")
            case .scheduleTooLong:
                CommandError(
                    "settings_too_long", "Your shared settings name more decks than there's room for.",
                    next: "`twofold config decks founding,openers,ours` sets them again; `twofold decks list` has the names.")
            case .partnerNeedsUpdate:
                CommandError(
                    "partner_needs_update",
                    "Your partner's twofold is older and doesn't know this yet, so you'd be asked different questions. Nothing was changed.",
                    next: "Once your partner has updated and both of you have synced, set it again.")
            case .unknownDevice(let text):
                CommandError(
                    "unknown_device", "None of your devices is called “\(SafeText.line(text))”.",
                    next: "`twofold devices` lists them.")
            case .thisDevice:
                CommandError(
                    "this_device", "That's the device you're using, so nothing was removed.",
                    next:
                        "Remove it from another of your devices, so that your drafts move there. `twofold leave` "
                        + "ends your part here."
                )
            default: technical(error)
            }
        }

        private static func technical(_ error: ClientError) -> CommandError {
            switch error {
            case .storeKeyWrong:
                CommandError(
                    "store_key_wrong", "What's stored here can't be read with the key beside it.",
                    next: "Put the right key back, or start in another TWOFOLD_HOME with `twofold recover`.")
            case .needsNewerVersion:
                CommandError(
                    "needs_newer_version",
                    "That was written with a newer version of twofold, so it wasn't replaced.",
                    next: "Update twofold on this device, then try again.")
            case .badSetting(let key):
                CommandError(
                    "bad_setting", "\(key) can't be set to that.", next: ConfigKey(rawValue: key).map(Membership.takes))
            case .kitExists:
                CommandError(
                    "kit_exists", "You already have a recovery kit.",
                    next: "`twofold kit --check` checks it; `twofold kit --new` replaces it.")
            case .kitUnknown:
                CommandError(
                    "kit_unknown", "This kit wouldn't bring everything back.",
                    next: "On a device that still works, `twofold kit --new` makes one that does.")
            case .codeUnknown:
                CommandError(
                    "code_unknown", "The server doesn't know this code: it was used or replaced, or it's too old.",
                    next: "Look for the newest code, or make a new one.")
            case .codeNotGenuine:
                CommandError(
                    "code_not_genuine", "What the server holds for this code doesn't come from whoever made the code.",
                    next: "Stop here. Make a new code; if it happens again, don't trust this server.")
            case .endlessReplies:
                CommandError(
                    "endless_replies",
                    "Your words are safe. The server keeps sending without end, and none of it is new.",
                    next: "`twofold sync` tries again. If it keeps happening, a device never stops writing, or the server "
                        + "is broken.")
            case .notTwofold:
                CommandError(
                    "not_twofold", "What answers there isn't a Twofold server.",
                    next: "Check the address: `twofold config server`")
            case .vault(let reason):
                CommandError(
                    "vault_\(Starting.code(reason))", "The keys on this device couldn't open or make something.",
                    next:
                        "`twofold sync --all` on your other devices, then `twofold sync` here, may help; `twofold "
                        + "doctor` says more."
                )
            default:
                CommandError("signing", "This device couldn't sign what it had to send.", next: "`twofold doctor` may say more.")
            }
        }
    }
}
