import Catalogue
import ClientCore

extension Messages {
    package enum Today {
        package static let nothingToday = CommandError(
            "nothing_today", "There's no question of the day to skip.", next: "`twofold skip QUESTION` skips any other.")

        /// The text above the question of the day, or in its place.
        static func beside(
            _ today: TodayView, about barrier: Barrier?, in search: DeckSearch = .chosen, on page: OutputLayout
        ) -> String? {
            if let barrier { return today.instead == nil ? noneLeft(barrier, search) : "\(barrier.title). \(barrier.about)" }
            guard let prompt = today.prompt else {
                return today.isPaused
                    ? pause(until: today.resumes.map(page.day))
                    : "Your decks have no question for today. `twofold config decks` shows which they are; `twofold "
                        + "answer` has a question at any time."
            }
            switch prompt.state {
            case .revealed where today.instead == nil:
                return "Today's question is revealed: \(prompt.label). `twofold again \(prompt.label)` asks it again, when "
                    + "you're ready."
            case .revealed: return "Today's question is revealed. Here's another, if you like."
            case .tampered: return Status.state(.tampered, partner: nil)
            case .open where prompt.isSkipped && today.instead == nil:
                return "That's all for today. `twofold ask` adds a question of your own."
            case .open, .sealedByMe, .sealedByPartner, .sealedByBoth, .closed:
                return today.instead == nil ? today.because.map(because) : nil
            }
        }

        private static func pause(until day: String?) -> String {
            day.map { "The two of you are taking a break until \($0). `twofold answer` has a question at any time." }
                ?? "The two of you are taking a break, for as long as you like. `twofold config pause off` ends it for both; `twofold "
                + "answer` has a question at any time."
        }

        private static func noneLeft(_ barrier: Barrier, _ search: DeckSearch) -> String {
            let other = search == .all ? "" : "`twofold today --for \(barrier.rawValue) --all-decks` looks in the others. "
            return "You've answered or skipped every question about this in your decks (\(barrier.title)). \(other)"
                + "`twofold ask` adds one of your own."
        }

        /// Why a question was chosen, for couples that have their check-ins followed.
        static func because(_ barrier: Barrier) -> String {
            switch barrier {
            case .vulnerability: "Because being vulnerable weighs on you both."
            case .wounds: "Because old wounds weigh on you both."
            case .shame: "Because not feeling good enough weighs on you both."
            case .communication: "Because the way you talk with each other weighs on you both."
            case .engulfment: "Because the fear of losing yourself weighs on you both."
            case .conflict: "Because something unresolved weighs on you both."
            case .mismatch: "Because your different needs for closeness weigh on you both."
            case .busyness: "Because busyness weighs on you both."
            }
        }

        /// The state of the question shown, and the next step.
        ///
        /// - Parameter isTodays: whether it is the one that commands choose by default, unless the partner waits for another.
        static func next(_ prompt: PromptSummary, _ status: StatusView, isTodays: Bool) -> String {
            let others = status.waitingForMe.filter { $0 != prompt.id }
            let id = prompt.label
            let answer = others.isEmpty && isTodays ? "`twofold answer`" : "`twofold answer \(id)`"
            let skip = isTodays ? "`twofold skip`" : "`twofold skip \(id)`"
            let standing = standing(prompt, partner: status.partner)
            guard [.waiting, .paired].contains(status.phase) else { return standing }
            switch prompt.state {
            case .open where prompt.hasDraft: return "\(standing) \(answer) goes on with it."
            case .open: return "\(answer) answers it. \(skip) skips it, and no one is told."
            case .sealedByPartner: return "\(standing) \(answer)"
            case .sealedByMe, .sealedByBoth, .revealed, .tampered, .closed: return standing
            }
        }

        /// Empty if there is nothing to say.
        static func standing(_ prompt: PromptSummary, partner: String?) -> String {
            switch prompt.state {
            case .open: prompt.hasDraft ? "Your draft is kept." : ""
            case .sealedByPartner: Answers.opensBoth(partner)
            case .sealedByMe, .sealedByBoth: Status.state(prompt.state, partner: partner)
            case .revealed, .tampered, .closed: ""
            }
        }

        static func weekday(_ day: Weekday) -> String {
            switch day {
            case .monday: "Monday"
            case .tuesday: "Tuesday"
            case .wednesday: "Wednesday"
            case .thursday: "Thursday"
            case .friday: "Friday"
            case .saturday: "Saturday"
            case .sunday: "Sunday"
            }
        }
    }
}
