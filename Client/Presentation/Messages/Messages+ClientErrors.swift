import Catalogue
package import ClientCore

extension Messages {
    package static func failure(_ error: ClientError) -> Failure {
        switch error {
        case .unreachable(let reason): failure(reason)
        case .problem(let problem): failure(problem)
        case .proxy(let reply): failure(reply)
        case .badCode(let reason): failure(reason)
        case .wrongCodeKind(let kind): failure(wrongKind: kind)
        case .unknownPrompt, .ambiguousPrompt, .nothingToAnswer, .emptyText, .textTooLong, .nothingToSeal, .frozen, .notSealed,
            .notRevealedYet, .nothingOpened, .noSuchVersion:
            answering(error)
        case .badSign, .unknownPledge, .exportMalformed, .exportedByOther, .unknownDeck, .unknownDecks, .builtInDeck: growing(error)
        case .deckMalformed(let flaw): failure(flaw)
        default: living(error)
        }
    }

    /// Errors that concern prompts and answers.
    private static func answering(_ error: ClientError) -> Failure {
        switch error {
        case .unknownPrompt(let text, let nearest):
            Failure(
                "unknown_prompt", "No prompt is called “\(SafeText.line(text))”.",
                next: nearest.isEmpty ? "`twofold prompts` lists them all." : didYouMean(nearest.map(\.description)))
        case .ambiguousPrompt(let text, let candidates):
            Failure(
                "ambiguous_prompt", "“\(SafeText.line(text))” could be \(some(candidates.map(\.description))).",
                next: "Write more of the one that you mean.")
        case .nothingToAnswer:
            Failure(
                "nothing_to_answer", "There is nothing left that waits for an answer of yours.",
                next: "`twofold ask` adds a question of your own; `twofold again PROMPT` asks one anew.")
        case .emptyText:
            Failure(
                "empty_text", "There are no words in it, so nothing was changed.",
                next: "Write something, or leave it: `twofold skip PROMPT` passes over a prompt, and nobody is told.")
        case .textTooLong(let limit):
            Failure(
                "text_too_long", "That is longer than the \(limit) bytes that there is room for.",
                next: "Shorten it, or make two of it.")
        case .nothingToSeal:
            Failure("nothing_to_seal", "There is no draft to seal.", next: "`twofold answer PROMPT` writes one.")
        case .frozen:
            Failure(
                "frozen", "You have both sealed this round; neither answer changes now.",
                next: "`twofold show PROMPT` shows where it stands; `twofold again PROMPT` asks it anew.")
        case .notSealed:
            Failure(
                "not_sealed", "You have nothing sealed there to take back.", next: "`twofold show PROMPT` shows where it stands.")
        case .notRevealedYet:
            Failure(
                "not_revealed_yet", "That round has not opened yet.",
                next: "`twofold show PROMPT` shows where it stands. The next round, and what you say under this one, begin then.")
        case .nothingOpened:
            Failure(
                "nothing_opened", "Nothing has opened yet.",
                next: "`twofold answer` picks a question; it opens once both of you have sealed.")
        default:
            Failure("no_such_version", "There is no version of that number.", next: "`twofold history PROMPT` lists them.")
        }
    }

    /// Errors that concern the home, the couple, devices and keys.
    private static func living(_ error: ClientError) -> Failure {
        switch error {
        case .notInitialised:
            Failure(
                "not_initialised", "There is nothing here yet.",
                next: "Begin with `twofold init`, or with `twofold join` if your partner gave you a code.")
        case .alreadyInitialised:
            Failure(
                "already_initialised", "Twofold is set up here already.",
                next: "`twofold status` shows where you stand. For another home, set TWOFOLD_HOME to another folder.")
        case .noServer:
            Failure(
                "no_server", "There is no server yet.",
                next: "`twofold config server -` reads the address that `twofold-server` printed.")
        case .noPartnerYet:
            Failure("no_partner_yet", "You have no partner here yet.", next: "`twofold invite` makes a code for them.")
        case .waitsForOwnMachine:
            Failure(
                "waits_for_own_device",
                "This device can't tell your rounds apart yet: another of your devices has the key to that.",
                next: "`twofold sync` on a device that you had when your partner joined, and then here. Nothing is lost.")
        case .alreadyPaired:
            Failure(
                "already_paired", "You have a partner here already.",
                next: "To begin with somebody else, set TWOFOLD_HOME to another folder, or `twofold leave` first.")
        case .partnerHasLeft:
            Failure(
                "partner_left", "Your partner has left; nothing new can be sealed or sent.",
                next: "What you have read stays readable. `twofold leave` puts it away, and you can begin anew.")
        case .youHaveLeft:
            Failure(
                "you_left", "You have left this couple.", next: "What you had read stays readable. `twofold leave` puts it away.")
        case .deviceRemoved:
            Failure(
                "device_removed", "Another of your machines has removed this one.",
                next: "What is here stays readable. To be let in again, use a code of `twofold link` in another TWOFOLD_HOME.")
        case .severalMachines:
            Failure(
                "several_machines", "You have several machines, and a partner joins with just one.",
                next: "`twofold devices` lists them; remove the others, join, and link them again.")
        case .heldByPartner:
            Failure(
                "held_by_partner", heldByPartner(nil) + " Nothing was changed.",
                next: "Speak with each other. What you answer isn't touched by it.")
        case .scheduleTooLong:
            Failure(
                "settings_too_long", "The settings of the two of you name more decks than there is room for.",
                next: "`twofold config decks founding,openers,ours` sets them anew; `twofold decks list` has the names.")
        case .unknownDevice(let text):
            Failure(
                "unknown_device", "None of your devices is called “\(SafeText.line(text))”.", next: "`twofold devices` lists them.")
        case .thisDevice:
            Failure(
                "this_device", "That's the machine you're using, and nothing was removed.",
                next:
                    "Remove it from another of your machines, so that your drafts move there. `twofold leave` ends your part here.")
        default: technical(error)
        }
    }

    private static func technical(_ error: ClientError) -> Failure {
        switch error {
        case .storeKeyWrong:
            Failure(
                "store_key_wrong", "What is kept here cannot be read with the key that lies beside it.",
                next: "Put back the key that belongs to it, or begin in another TWOFOLD_HOME with `twofold recover`.")
        case .needsNewerVersion:
            Failure(
                "needs_newer_version",
                "What stands there was written with a newer version of twofold, and nothing was written over it.",
                next: "Update twofold on this device, then try again.")
        case .badSetting(let key):
            Failure(
                "bad_setting", "\(key) cannot be that.", next: ConfigKey(rawValue: key).map(takes))
        case .kitExists:
            Failure(
                "kit_exists", "You have a recovery kit already.",
                next: "`twofold kit --check` checks it; `twofold kit --new` makes another and ends it.")
        case .kitUnknown:
            Failure(
                "kit_unknown", "This kit would not bring everything back.",
                next: "On a machine that still works, `twofold kit --new` makes one that does.")
        case .codeUnknown:
            Failure(
                "code_unknown", "The server does not know this code: it was used or replaced, or it is too old.",
                next: "Look for the newest, or make a new one.")
        case .codeNotGenuine:
            Failure(
                "code_not_genuine", "What the server keeps for this code was not made by whoever made the code.",
                next: "Do not go on with it. Make a new code; if it happens again, do not trust this server.")
        case .endlessReplies:
            Failure(
                "endless_replies",
                "The server keeps sending without coming to an end, and nothing of it is new. What you wrote is safe here.",
                next: "`twofold sync` tries again. If it stays so, a device never stops writing, or the server is broken.")
        case .notTwofold:
            Failure(
                "not_twofold", "What answered there is no Twofold server.", next: "Compare the address: `twofold config server`.")
        case .vault(let reason):
            Failure(
                "vault_\(code(reason))", "Something here could not be opened or made with the keys of this machine.",
                next: "`twofold sync` fetches keys that are missing; `twofold doctor` says more.")
        default: Failure("signing", "This machine could not sign what was to be sent.", next: "`twofold doctor` may say more.")
        }
    }
}
