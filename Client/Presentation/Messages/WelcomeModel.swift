import Catalogue
package import ClientCore

/// What matters when the user runs `twofold`.
package struct WelcomeModel {
    package let status: StatusView
    package let today: TodayView
    /// A prompt that the partner has sealed, and this partner hasn't.
    package let waiting: PromptSummary?
    /// Pledges that are current and not done yet.
    package let pledges: [PledgeView]

    package init(status: StatusView, today: TodayView, waiting: PromptSummary?, pledges: [PledgeView]) {
        self.status = status
        self.today = today
        self.waiting = waiting
        self.pledges = pledges
    }

    /// Whether anything new can be written.
    var isAlive: Bool { status.phase == .paired || status.phase == .waiting }

    /// Whether both have answered today's prompt and this partner should read it before answering anything else.
    var isToBeRead: Bool { waiting == nil && status.opened.contains { $0.prompt == today.prompt?.id } }

    /// The prompt to answer now, if any.
    package var question: PromptSummary? { isAlive && !isToBeRead ? waiting ?? TodayText.shown(today, about: nil) : nil }

    /// The choices that take one key, the most obvious first.
    ///
    /// - Parameter commands: the commands that exist.
    package func steps(_ commands: [String]) -> [NextStep] {
        var steps: [NextStep] = []
        if !status.opened.isEmpty || !status.withUnread.isEmpty {
            steps.append(NextStep(key: "o", label: Messages.Welcome.stepOpen, arguments: ["open"]))
        }
        if let question, question.state == .open || question.state == .sealedByPartner {
            steps.append(NextStep(key: "a", label: Messages.Welcome.stepAnswer, arguments: ["answer", question.id.description]))
        }
        if status.phase == .waiting { steps.append(NextStep(key: "i", label: Messages.Welcome.stepInvite, arguments: ["invite"])) }
        if !steps.isEmpty { steps[0].isNearest = true }
        if let question, question.state == .open {
            steps.append(NextStep(key: "s", label: Messages.Welcome.stepElse, arguments: ["skip", question.id.description]))
        }
        if isAlive, commands.contains("checkin") {
            steps.append(NextStep(key: "c", label: Messages.Welcome.stepCheckIn, arguments: ["checkin"]))
        }
        if commands.contains("timeline") {
            steps.append(NextStep(key: "t", label: Messages.Welcome.stepTimeline, arguments: ["timeline"]))
        }
        return steps + [.more, .quit]
    }
}

/// A choice that takes one key.
package struct NextStep: Hashable, Sendable {
    package let key: Character
    package let label: String
    /// The command line to run; `nil` quits.
    package let arguments: [String]?
    /// Whether Enter chooses it too.
    package var isNearest = false

    /// Says what else there is.
    package static let more = NextStep(key: "?", label: Messages.Welcome.stepMore, arguments: ["help"])
    static let quit = NextStep(key: "q", label: Messages.Welcome.stepQuit, arguments: nil)

    /// For someone without a home.
    package static let ofNewcomer = [
        NextStep(key: "b", label: Messages.Welcome.stepBegin, arguments: ["init"]),
        NextStep(key: "j", label: Messages.Welcome.stepJoin, arguments: ["join"]),
        NextStep(key: "l", label: Messages.Welcome.stepLink, arguments: ["link", "-"]),
        NextStep(key: "r", label: Messages.Welcome.stepRecover, arguments: ["recover"]),
        more, quit,
    ]
}
