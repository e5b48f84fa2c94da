import Catalogue
package import ClientCore

extension Messages {
    /// What the partner did, in the order in which it's said: before anything else.
    package enum News {
        /// - Parameter commands: whether each line ends in the command that follows.
        package static func lines(_ status: StatusView, commands: Bool = true, on page: OutputLayout) -> [String] {
            let who = partnerFirst(status.partner)
            let (questions, others) = split(status.news)
            let asked = questions.prefix(most).map { sentence($0, who, commands, status.names, page) }
            let more = questions.count - asked.count
            return others.map { sentence($0, who, commands, status.names, page) } + asked
                + (more > 0
                    ? ["\(count(more, "more question", "more questions")) from \(who): `twofold prompts --deck ours`."] : [])
        }

        /// The most questions that are shown as they were asked.
        private static let most = 3

        private static func split(_ news: [ClientCore.News]) -> (questions: [ClientCore.News], others: [ClientCore.News]) {
            func isQuestion(_ item: ClientCore.News) -> Bool { if case .asks = item { true } else { false } }
            return (news.filter(isQuestion), news.filter { !isQuestion($0) })
        }

        private static func sentence(
            _ news: ClientCore.News, _ who: String, _ commands: Bool, _ names: PromptNames, _ page: OutputLayout
        ) -> String {
            func next(_ command: String) -> String { commands ? " `twofold \(command)`" : "" }
            return switch news {
            case .asks(let prompt, let question): "\(who) asks you: “\(said(question))”" + next("answer \(names[prompt])")
            case .answeredAgain(let round, let question):
                "\(who) has answered this again: “\(said(question))”" + next("answer \(names[round.prompt])")
            case .pledged(let text): "\(who) made a pledge: “\(said(text))”"
            case .keptPledge(let text): "\(who) says this is done: “\(said(text))”"
            case .paused(let from): "\(who) paused the daily question. It rests for both of you from \(page.day(from))."
            case .resumed(let from): "\(who) turned the daily question on again. It comes back on \(page.day(from))."
            case .changed(let keys, let from):
                "\(who) changed what the two of you are asked, from \(page.day(from)) on: \(list(keys.map(named)))."
                    + next("config")
            case .addedDeck(let id, let title): "\(who) added a deck: “\(said(title))”." + next("decks show \(SafeText.line(id))")
            case .removedDeck(_, let title): "\(who) removed the deck “\(said(title))”."
            }
        }

        private static func named(_ key: ConfigKey) -> String {
            switch key {
            case .decks: "the decks"
            case .depth: "how deep it goes"
            case .cadence: "how often"
            case .follow: "whether check-ins are followed"
            case .name, .reveal, .server, .deviceName, .pause: key.rawValue
            }
        }

        private static func said(_ text: String) -> String { shortened(SafeText.line(text), to: 300) }

        /// The questions that the news is about: they aren't listed again.
        static func questions(_ status: StatusView) -> Set<PromptID> {
            Set(status.news.compactMap(\.question))
        }

        static func drafts(_ prompts: [PromptID], _ names: PromptNames) -> [String] {
            let questions = prompts.filter { $0 != CheckIn.prompt.id }
            let one = questions.count == 1 ? questions.first : nil
            return
                (questions.isEmpty
                ? []
                : [
                    "You've begun to answer \(Status.ids(questions, names)). "
                        + "`twofold answer \(one.map { names[$0] } ?? placeholder)` goes on from there."
                ])
                + (questions.count < prompts.count ? ["You've begun a check-in. `twofold checkin` goes on from there."] : [])
        }
    }
}
