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

        package static func reflected(_ round: RoundReference) -> Confirmation {
            Confirmation(
                "Said under \(Status.rounds([round])).", kept: "Said here under \(Status.rounds([round])).", isForBoth: true)
        }

        package static func reacted(_ symbol: String, _ round: RoundReference) -> Confirmation {
            let symbol = SafeText.line(symbol)
            return Confirmation(
                "Left \(symbol) under \(Status.rounds([round])).", kept: "Left \(symbol) here under \(Status.rounds([round])).",
                isForBoth: true)
        }

        package static func reactionRemoved(_ round: RoundReference) -> Confirmation {
            Confirmation(
                "Removed your reaction under \(Status.rounds([round])).",
                kept: "Removed your reaction here, under \(Status.rounds([round])).",
                isForBoth: true)
        }

        /// The heading below the text in an editor: what the reflection is about.
        package static func reflectionHeading(_ view: PromptView, _ round: RoundView, partner: String?, on page: OutputLayout)
            -> String
        {
            let width = Answers.headingWidth(page)
            func said(_ name: String, _ words: Words?) -> String {
                words.map { "\n\n\(name):\n\(Wrapping.lines(SafeText.block($0.text), width: width).joined(separator: "\n"))" } ?? ""
            }
            return Answers.editorHeading(view.prompt, view.question, on: page) + said(you, round.mine)
                + said(partnerFirst(partner), round.theirs)
        }

        package static let sayKeepOrEdit = "Say it for good, keep it for later, or edit? [s/k/e] "

        package static func keptUnsaid(_ task: EditorTask) -> String {
            "Kept for later, for you alone. Go on with `\(task.command)`."
        }

        /// Shown at the end of `open`. The prompt's name without its deck usually suffices, and fits a narrow line.
        package static func sayMore(_ rounds: [OpenedRound]) -> String {
            let prompt = rounds.count == 1 ? rounds[0].prompt.name : "QUESTION"
            return "`twofold reflect \(prompt)` says more under it; `twofold react \(prompt) ♥` leaves a reaction."
        }

        static func unread(_ rounds: [RoundReference], _ partner: String?) -> String {
            "\(partnerFirst(partner)) left something under \(Status.rounds(rounds)). Read \(rounds.count == 1 ? "it" : "them"): `twofold open`"
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

        package static let emptyMonth = "Nothing was revealed in that month."

        static func inRound(_ number: Int, _ name: String) -> String { "Round \(number), \(name == you ? "you" : name)" }

        package static let nothingToCompare = CommandError(
            "one_round", "There aren't two rounds to compare yet.",
            next: "`twofold again QUESTION` asks it again, once it's revealed.")

        package static func noSuchRound(_ number: Int) -> CommandError {
            CommandError(
                "no_such_round", "There's no round \(number) with words in it.", next: "`twofold show QUESTION` shows them all.")
        }
    }
}
