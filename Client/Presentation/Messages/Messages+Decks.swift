package import Catalogue
import ClientCore

extension Messages {
    /// A problem in a deck's text, with its line.
    package static func commandError(_ error: DeckError) -> CommandError {
        let place = error.line.map { "Line \($0): " } ?? ""
        return CommandError(
            "deck_flawed", place + Decks.sentence(error.reason), next: "docs/decks.md describes the file. Nothing was changed.")
    }

    package enum Decks {
        /// Errors that concern decks, reactions, pledges and imports.
        static func growing(_ error: ClientError) -> CommandError {
            switch error {
            case .badReaction:
                CommandError(
                    "bad_sign", "A reaction is one character, such as one of \(Reflections.reactions).",
                    next: "`twofold reflect PROMPT` has room for words."
                )
            case .unknownPledge(let number):
                CommandError("unknown_pledge", "There is no pledge \(number) to mark.", next: "`twofold pledge list` numbers them.")
            case .unknownDeck(let id):
                CommandError("unknown_deck", "No deck is called “\(SafeText.line(id))”.", next: "`twofold decks list` lists them.")
            case .unknownDecks(let ids, let known):
                CommandError(
                    "unknown_deck", "No deck is called \(list(ids.map { "“\(SafeText.line($0))”" })), so nothing was changed.",
                    next: "There are \(list(known.map(SafeText.line))). `twofold decks list` tells what they hold.")
            case .builtInDeck(let id):
                CommandError(
                    "built_in_deck", "The deck \(SafeText.line(id)) is part of Twofold and stays.",
                    next: "`twofold config decks` says which decks you are asked from.")
            case .exportMalformed(let reason): commandError(reason)
            case .exportedByOther(let author): Exports.exportedByOther(than: author)
            default: Errors.unexpected
            }
        }

        package static func unknownDeck(_ id: String, among decks: [String]) -> CommandError {
            let nearest = Spelling.nearest(to: id.lowercased(), among: decks).map { "Did you mean \($0)? " } ?? ""
            return CommandError(
                "unknown_deck", "No deck \(decks.isEmpty ? "of yours " : "")is called “\(SafeText.line(id))”.",
                next: nearest + "`twofold decks list` lists them.")
        }

        package static func deckAdded(_ deck: Deck) -> Confirmation {
            let what = "\(SafeText.line(deck.title)), \(count(deck.prompts.count, "prompt", "prompts"))"
            return Confirmation(
                "Added: \(what). `twofold decks show \(deck.id)` lists them.",
                kept: "Added here: \(what). `twofold decks show \(deck.id)` lists them.", isForBoth: true)
        }

        package static func deckRemoved(_ id: String) -> Confirmation {
            Confirmation(
                "The deck \(SafeText.line(id)) is offered no more.", kept: "The deck \(SafeText.line(id)) is offered no more here.",
                isForBoth: true)
        }

        // MARK: Prompts that no deck contains any more
        static let notOffered = "in no deck any more"
        package static let stillListed = "`twofold prompts` still lists them, after the others."

        package static func draftsStay(_ prompts: [PromptID]) -> String? {
            prompts.isEmpty ? nil : "Your \(prompts.count == 1 ? "draft" : "drafts") of \(Status.ids(prompts)) \(stay(prompts))."
        }

        package static func sealsStay(_ prompts: [PromptID]) -> String? {
            prompts.isEmpty ? nil : "What you sealed for \(Status.ids(prompts)) stays sealed."
        }

        package static func partnerStillWaits(_ prompts: [PromptID], _ partner: String?) -> String? {
            prompts.isEmpty ? nil : "What \(partnerName(partner)) sealed for \(Status.ids(prompts)) still waits for your answer."
        }

        package static func openedStays(_ prompts: [PromptID]) -> String? {
            prompts.isEmpty ? nil : "What opened of \(Status.ids(prompts)) stays readable."
        }

        private static func stay(_ prompts: [PromptID]) -> String { prompts.count == 1 ? "stays" : "stay" }

        static func facts(_ deck: DeckView) -> String {
            let facts = [
                count(deck.deck.prompts.count, "prompt", "prompts"), deck.opened > 0 ? "\(deck.opened) opened" : nil,
                deck.isOwn ? "yours" : nil,
                deck.isAsked ? nil : deck.deck.isOptIn ? "only if you choose it" : "not in the prompt of the day",
            ]
            return facts.compactMap { $0 }.joined(separator: ", ")
        }

        static func facts(_ prompt: Prompt) -> String {
            let depth = ["light", "deeper", "deep"][prompt.depth.rawValue - 1]
            return ([depth] + prompt.barriers.map(\.rawValue)).joined(separator: ", ")
        }

        fileprivate static func sentence(_ reason: DeckError.Reason) -> String {
            switch reason {
            case .notTOML(let reason): "this is not TOML: \(SafeText.line(reason))."
            case .missing(let field): "“\(field)” is missing here."
            case .unexpected(let field, let expected): "“\(field)” is to be \(expected)."
            case .unknown(let field, let nearest):
                "nothing is known of “\(SafeText.line(field))”" + (nearest.map { "; did you mean “\($0)”?" } ?? ".")
            case .badName(let name):
                "“\(SafeText.line(name))” is no name: use lower-case letters, digits and hyphens within, \(PromptID.longestPart) at most."
            case .noQuestion: "this asks nothing."
            case .longQuestion(let limit): "this question is longer than \(limit) bytes."
            case .repeated(let id): "\(id) stands here twice."
            case .noPrompts: "There are no prompts in it: each begins with [[prompt]]."
            case .longText(let limit): "A deck has \(limit) bytes at most; make two of it."
            case .manyPrompts(let limit): "A deck has \(limit) prompts at most."
            case .taken(let id): "“\(SafeText.line(id))” is the name of a deck of Twofold’s own; choose another."
            }
        }
    }
}
