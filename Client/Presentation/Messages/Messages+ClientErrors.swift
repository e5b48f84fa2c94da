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
            Questions.error(error) ?? ClientErrors.living(error)
        default: ClientErrors.living(error)
        }
    }

    package enum ClientErrors {
        /// Errors that concern prompts and answers.
        fileprivate static func answering(_ error: ClientError) -> CommandError {
            switch error {
            case .unknownPrompt(let text, let nearest):
                CommandError(
                    "unknown_prompt", "No prompt is called “\(SafeText.line(text))”.",
                    next: nearest.isEmpty ? "`twofold prompts` lists them all." : didYouMean(nearest.map(\.description)))
            case .ambiguousPrompt(let text, let candidates):
                CommandError(
                    "ambiguous_prompt", "“\(SafeText.line(text))” could be \(some(candidates.map(\.description))).",
                    next: "Write more of the one that you mean.")
            case .nothingToAnswer:
                CommandError(
                    "nothing_to_answer", "There is nothing left that waits for an answer of yours.",
                    next: "`twofold ask` adds a question of your own; `twofold again PROMPT` asks one anew.")
            case .emptyText:
                CommandError(
                    "empty_text", "There are no words in it, so nothing was changed.",
                    next: "Write something, or leave it: `twofold skip PROMPT` passes over a prompt, and nobody is told.")
            case .textTooLong(let limit):
                CommandError(
                    "text_too_long", "That is longer than the \(limit) bytes that there is room for.",
                    next: "Shorten it, or make two of it.")
            case .nothingToSeal:
                CommandError("nothing_to_seal", "There is no draft to seal.", next: "`twofold answer PROMPT` writes one.")
            case .frozen:
                CommandError(
                    "frozen", "You have both sealed this round; neither answer changes now.",
                    next: "`twofold show PROMPT` shows where it stands; `twofold again PROMPT` asks it anew.")
            case .notSealed:
                CommandError(
                    "not_sealed", "You have nothing sealed there to take back.",
                    next: "`twofold show PROMPT` shows where it stands.")
            case .notRevealedYet:
                CommandError(
                    "not_revealed_yet", "That round has not opened yet.",
                    next:
                        "`twofold show PROMPT` shows where it stands. The next round, and what you say under this one, begin then.")
            case .nothingOpened:
                CommandError(
                    "nothing_opened", "Nothing has opened yet.",
                    next: "`twofold answer` picks a question; it opens once both of you have sealed.")
            default:
                CommandError("no_such_version", "There is no version of that number.", next: "`twofold history PROMPT` lists them.")
            }
        }

        /// Errors that concern the home, the couple, devices and keys.
        fileprivate static func living(_ error: ClientError) -> CommandError {
            switch error {
            case .notInitialised:
                CommandError(
                    "not_initialised", "There is nothing here yet.",
                    next: "Begin with `twofold init`, or with `twofold join` if your partner gave you a code.")
            case .alreadyInitialised:
                CommandError(
                    "already_initialised", "Twofold is set up here already.",
                    next: "`twofold status` shows where you stand. For another home, set TWOFOLD_HOME to another folder.")
            case .noServer:
                CommandError(
                    "no_server", "There is no server yet.",
                    next: "`twofold config server -` reads the address that `twofold-server` printed.")
            case .noPartnerYet:
                CommandError("no_partner_yet", "You have no partner here yet.", next: "`twofold invite` makes a code for them.")
            case .waitsForOwnMachine:
                CommandError(
                    "waits_for_own_device",
                    "This device can't tell your rounds apart yet: another of your devices has the key to that.",
                    next: "`twofold sync` on a device that you had when your partner joined, and then here. Nothing is lost.")
            case .alreadyPaired:
                CommandError(
                    "already_paired", "You have a partner here already.",
                    next: "To begin with somebody else, set TWOFOLD_HOME to another folder, or `twofold leave` first.")
            case .partnerHasLeft:
                CommandError(
                    "partner_left", "Your partner has left; nothing new can be sealed or sent.",
                    next: "What you have read stays readable. `twofold leave` puts it away, and you can begin anew.")
            case .youHaveLeft:
                CommandError(
                    "you_left", "You have left this couple.",
                    next: "What you had read stays readable. `twofold leave` puts it away.")
            case .deviceRemoved:
                CommandError(
                    "device_removed", "Another of your machines has removed this one.",
                    next: "What is here stays readable. To be let in again, use a code of `twofold link` in another TWOFOLD_HOME.")
            case .severalMachines:
                CommandError(
                    "several_machines", "You have several machines, and a partner joins with just one.",
                    next: "`twofold devices` lists them; remove the others, join, and link them again.")
            case .heldByPartner:
                CommandError(
                    "held_by_partner", Notices.heldByPartner(nil) + " Nothing was changed.",
                    next: "Speak with each other. What you answer isn't touched by it.")
            case .scheduleTooLong:
                CommandError(
                    "settings_too_long", "The settings of the two of you name more decks than there is room for.",
                    next: "`twofold config decks founding,openers,ours` sets them anew; `twofold decks list` has the names.")
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
                    "this_device", "That's the machine you're using, and nothing was removed.",
                    next:
                        "Remove it from another of your machines, so that your drafts move there. `twofold leave` ends your part here."
                )
            default: technical(error)
            }
        }

        private static func technical(_ error: ClientError) -> CommandError {
            switch error {
            case .storeKeyWrong:
                CommandError(
                    "store_key_wrong", "What is kept here cannot be read with the key that lies beside it.",
                    next: "Put back the key that belongs to it, or begin in another TWOFOLD_HOME with `twofold recover`.")
            case .needsNewerVersion:
                CommandError(
                    "needs_newer_version",
                    "What stands there was written with a newer version of twofold, and nothing was written over it.",
                    next: "Update twofold on this device, then try again.")
            case .badSetting(let key):
                CommandError(
                    "bad_setting", "\(key) cannot be that.", next: ConfigKey(rawValue: key).map(Membership.takes))
            case .kitExists:
                CommandError(
                    "kit_exists", "You have a recovery kit already.",
                    next: "`twofold kit --check` checks it; `twofold kit --new` makes another and ends it.")
            case .kitUnknown:
                CommandError(
                    "kit_unknown", "This kit would not bring everything back.",
                    next: "On a machine that still works, `twofold kit --new` makes one that does.")
            case .codeUnknown:
                CommandError(
                    "code_unknown", "The server does not know this code: it was used or replaced, or it is too old.",
                    next: "Look for the newest, or make a new one.")
            case .codeNotGenuine:
                CommandError(
                    "code_not_genuine", "What the server keeps for this code was not made by whoever made the code.",
                    next: "Do not go on with it. Make a new code; if it happens again, do not trust this server.")
            case .endlessReplies:
                CommandError(
                    "endless_replies",
                    "The server keeps sending without coming to an end, and nothing of it is new. What you wrote is safe here.",
                    next: "`twofold sync` tries again. If it stays so, a device never stops writing, or the server is broken.")
            case .notTwofold:
                CommandError(
                    "not_twofold", "What answered there is no Twofold server.",
                    next: "Compare the address: `twofold config server`.")
            case .vault(let reason):
                CommandError(
                    "vault_\(Starting.code(reason))", "Something here could not be opened or made with the keys of this machine.",
                    next:
                        "`twofold sync --all` on your other devices, and then `twofold sync` here, may bring it; `twofold doctor` says more."
                )
            default:
                CommandError("signing", "This machine could not sign what was to be sent.", next: "`twofold doctor` may say more.")
            }
        }
    }
}
