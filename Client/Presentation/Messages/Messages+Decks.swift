package import Catalogue
import ClientCore

extension Messages {
    /// A problem in a deck's text, with its line.
    package static func commandError(_ error: DeckError) -> CommandError {
        let place = error.line.map { "Line \($0): " } ?? ""
        return CommandError(
            "deck_flawed", place + Decks.sentence(error.reason),
            next: "`twofold help decks add` describes the file. Nothing was changed.")
    }

    package enum Decks {
        /// Errors that concern decks, reactions, pledges and imports.
        static func growing(_ error: ClientError) -> CommandError {
            switch error {
            case .badReaction:
                CommandError(
                    "bad_sign", "A reaction is a single character: \(Reflections.reactions) or any other.",
                    next: "For words: `twofold reflect QUESTION`"
                )
            case .unknownPledge(let number):
                CommandError("unknown_pledge", "There's no pledge \(number).", next: "`twofold pledge list` numbers them.")
            case .unknownDeck(let id):
                CommandError(
                    "unknown_deck", "There's no deck called “\(SafeText.line(id))”.", next: "`twofold decks list` lists them.")
            case .unknownDecks(let ids, let known):
                CommandError(
                    "unknown_deck", "There's no deck called \(list(ids.map { "“\(SafeText.line($0))”" })), so nothing was changed.",
                    next: "Your decks: \(list(known.map(SafeText.line))). `twofold decks list` says what's in each.")
            case .builtInDeck(let id):
                CommandError(
                    "built_in_deck", "The deck \(SafeText.line(id)) comes with Twofold and can't be removed.",
                    next: "`twofold config decks` chooses which decks you're asked from.")
            case .exportMalformed(let reason): commandError(reason)
            case .exportedByOther(let author): Exports.exportedByOther(than: author)
            default: Errors.unexpected
            }
        }

        package static func unknownDeck(_ id: String, among decks: [String]) -> CommandError {
            let nearest = Spelling.nearest(to: id.lowercased(), among: decks).map { "Did you mean \($0)? " } ?? ""
            return CommandError(
                "unknown_deck", "There's no deck \(decks.isEmpty ? "of yours " : "")called “\(SafeText.line(id))”.",
                next: nearest + "`twofold decks list` lists them.")
        }

        package static func deckAdded(_ deck: Deck) -> Confirmation {
            let what = "\(SafeText.line(deck.title)), \(count(deck.prompts.count, "question", "questions"))"
            return Confirmation(
                "Added: \(what). `twofold decks show \(deck.id)` lists them.",
                kept: "Added here: \(what). `twofold decks show \(deck.id)` lists them.", isForBoth: true)
        }

        package static func deckRemoved(_ id: String) -> Confirmation {
            Confirmation(
                "The deck \(SafeText.line(id)) is no longer offered.",
                kept: "The deck \(SafeText.line(id)) is no longer offered here.",
                isForBoth: true)
        }

        // MARK: Prompts that no deck contains any more
        static let notOffered = "no longer in a deck"
        package static let stillListed = "`twofold prompts` still lists them, after the others."

        package static func draftsStay(_ prompts: [PromptID]) -> String? {
            prompts.isEmpty ? nil : "Your \(prompts.count == 1 ? "draft" : "drafts") for \(Status.ids(prompts)) \(stay(prompts))."
        }

        package static func sealsStay(_ prompts: [PromptID]) -> String? {
            prompts.isEmpty ? nil : "What you sealed for \(Status.ids(prompts)) stays sealed."
        }

        package static func partnerStillWaits(_ prompts: [PromptID], _ partner: String?) -> String? {
            prompts.isEmpty ? nil : "What \(partnerName(partner)) sealed for \(Status.ids(prompts)) still waits for your answer."
        }

        package static func openedStays(_ prompts: [PromptID]) -> String? {
            prompts.isEmpty ? nil : "What was revealed of \(Status.ids(prompts)) stays readable."
        }

        private static func stay(_ prompts: [PromptID]) -> String { prompts.count == 1 ? "stays" : "stay" }

        static func facts(_ deck: DeckView) -> String {
            let facts = [
                count(deck.deck.prompts.count, "question", "questions"), deck.opened > 0 ? "\(deck.opened) revealed" : nil,
                deck.isOwn ? "yours" : nil,
                deck.isAsked ? nil : deck.deck.isOptIn ? "only if you choose it" : "not in the question of the day",
            ]
            return facts.compactMap { $0 }.joined(separator: ", ")
        }

        static func facts(_ prompt: Prompt) -> String {
            let depth = ["light", "deeper", "deep"][prompt.depth.rawValue - 1]
            return ([depth] + prompt.barriers.map(\.rawValue)).joined(separator: ", ")
        }

        fileprivate static func sentence(_ reason: DeckError.Reason) -> String {
            switch reason {
            case .notTOML(let reason): "this isn't TOML: \(SafeText.line(reason))."
            case .missing(let field): "“\(field)” is missing here."
            case .unexpected(let field, let expected): "“\(field)” must be \(expected)."
            case .unknown(let field, let nearest):
                "there's no field “\(SafeText.line(field))”" + (nearest.map { "; did you mean “\($0)”?" } ?? ".")
            case .badName(let name):
                "“\(SafeText.line(name))” can't be a name: use lower-case letters, digits, and hyphens between "
                    + "them, at most \(PromptID.longestPart) characters."
            case .noQuestion: "there's no question here."
            case .longQuestion(let limit): "this question is longer than \(limit) bytes."
            case .repeated(let id): "\(id) is in it twice."
            case .noPrompts: "There are no questions in it: each starts with [[prompt]]."
            case .longText(let limit): "A deck has at most \(limit) bytes; split it in two."
            case .manyPrompts(let limit): "A deck has at most \(limit) questions."
            case .taken(let id): "“\(SafeText.line(id))” is the name of a deck that comes with Twofold; choose another."
            }
        }
    }
}
