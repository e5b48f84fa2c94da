import Catalogue
package import ClientCore

extension Messages {
    package enum Reflections {
        static let you = "You"
        static let yourDraft = "Your draft"

        // MARK: Reactions and reflections
        /// Suggested reactions. Help has none, because man pages are made from it.
        static let reactions = "♥ 🌱 😊 🤗 🔥 🥲 🙏"
        package static let reactionMissing = "Give a reaction, such as one of \(reactions), or --remove."

        static func lookingBack(_ isMine: Bool, _ partner: String?) -> String {
            (isMine ? you : partnerFirst(partner)) + ", looking back"
        }

        static func reaction(_ symbol: String, of name: String) -> String { "\(name) \(SafeText.line(symbol))" }

        package static func reflected(_ round: RoundReference, _ names: PromptNames) -> Confirmation {
            let place = Status.rounds([round], names)
            return Confirmation("Said under \(place).", kept: "Said here under \(place).", isForBoth: true)
        }

        package static func reacted(_ symbol: String, _ round: RoundReference, _ names: PromptNames) -> Confirmation {
            let (symbol, place) = (SafeText.line(symbol), Status.rounds([round], names))
            return Confirmation(
                "Left \(symbol) under \(place).", kept: "Left \(symbol) here under \(place).", isForBoth: true)
        }

        package static func reactionRemoved(_ round: RoundReference, _ names: PromptNames) -> Confirmation {
            let place = Status.rounds([round], names)
            return Confirmation(
                "Removed your reaction under \(place).", kept: "Removed your reaction here, under \(place).", isForBoth: true)
        }

        /// The heading below the text in an editor: what the reflection is about.
        package static func reflectionHeading(
            _ view: PromptView, _ round: RoundView, called name: String, partner: String?, on page: OutputLayout
        ) -> String {
            let width = Answers.headingWidth(page)
            func said(_ name: String, _ words: Words?) -> String {
                words.map { "\n\n\(name):\n\(Wrapping.lines(SafeText.block($0.text), width: width).joined(separator: "\n"))" } ?? ""
            }
            return Answers.editorHeading(name, view.question, on: page) + said(you, round.mine)
                + said(partnerFirst(partner), round.theirs)
        }

        package static let sayDraftOrEdit = "Say it for good, keep a draft, or edit? [s/d/e] "

        package static func keptUnsaid(_ task: EditorTask) -> String {
            "Kept for later, for you alone. Go on with `\(task.command)`."
        }

        /// Shown at the end of `open`.
        package static func sayMore(_ rounds: [OpenedRound], _ names: PromptNames) -> String {
            let prompt = rounds.count == 1 ? names.short(rounds[0].prompt) : placeholder
            return "`twofold reflect \(prompt)` says more under it; `twofold react \(prompt) ♥` leaves a reaction."
        }

        static func unread(_ rounds: [RoundReference], _ partner: String?, _ names: PromptNames) -> String {
            "\(partnerFirst(partner)) left something under \(Status.rounds(rounds, names)). Read \(rounds.count == 1 ? "it" : "them"): `twofold open`"
        }

        package static func left(_ partner: String?) -> String { "\(partnerFirst(partner)) left something here." }

        // MARK: Timeline
        static let notOpen = "not revealed yet"

        static func checkedIn(isOpen: Bool) -> String { isOpen ? "You both checked in." : "You checked in." }

        package static func kept(_ pledge: PledgeView, _ partner: String?) -> String {
            "✓ \(pledge.isMine ? you : partnerFirst(partner)) kept a pledge: \(SafeText.line(pledge.text))"
        }

        static func emptyTimeline(_ search: Search) -> String {
            search.isEmpty
                ? "Nothing is here yet. What the two of you reveal gathers here; `twofold today` has a question."
                : "Nothing you can read has all of these words."
        }

        /// In place of revealed answers that this partner hasn't opened yet.
        package static func waitToBeOpened(_ number: Int) -> String {
            "\(count(number, "question is revealed and waits", "questions are revealed and wait")) to be opened: `twofold open`"
        }

        package static let emptyMonth = "Nothing was revealed in that month."

        static func inRound(_ number: Int, _ name: String) -> String { "Round \(number), \(name == you ? "you" : name)" }

        package static let nothingToCompare = CommandError(
            "one_round", "There aren't two revealed rounds to compare yet.",
            next: "`twofold again QUESTION` asks it again, once it's revealed.")

        package static func noSuchRound(_ number: Int) -> CommandError {
            CommandError(
                "no_such_round", "There's no round \(number) with words in it.", next: "`twofold show QUESTION` shows them all.")
        }
    }
}
