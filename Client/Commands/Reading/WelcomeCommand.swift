import ArgumentParser
import Catalogue
import ClientCore
import Machine
import Models
import Presentation

/// What `twofold` runs without a command.
struct WelcomeCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "welcome", abstract: "Show what matters now, and offer the next step at one key.",
        discussion: HelpText.discussion(examples: ["twofold"]), shouldDisplay: false)

    @OptionGroup var options: ReadOptions

    func run(in context: Context) throws -> ExitStatus {
        guard context.console.isTerminal, context.console.isInteractive, !isJSON, options.former == nil else {
            return try StatusCommand.show(options, in: context)
        }
        return try Welcome(context: context, isOffline: options.isOffline).run()
    }
}

/// Greets the user with what matters now, runs what they choose, and greets them again.
///
/// Prints plain lines and never moves the cursor back, so resizing the window misplaces nothing.
struct Welcome {
    let context: Context
    let isOffline: Bool

    /// Between checks for news while a menu is open. Short, because partners who sit at their devices wait for each other's answers.
    private static let pause = Duration.seconds(4)

    func run() throws -> ExitStatus {
        var isFirst = true
        while true {
            guard let step = try offer(isFirst: isFirst), let arguments = step.arguments else { return .done }
            context.print([""])
            if step == .more {
                context.print(WelcomeText.more(on: context.page))
            } else {
                _ = Program(context: context.another()).run(arguments)
            }
            context.print([""])
            isFirst = false
        }
    }

    /// Prints the greeting and waits for a choice.
    ///
    /// - Returns: `nil` if there is no keyboard to choose with.
    private func offer(isFirst: Bool) throws -> NextStep? {
        guard try context.isInitialised() else {
            let lines = WelcomeText.newcomer(NextStep.ofNewcomer, on: context.page)
            context.print(lines)
            return choice(among: { NextStep.ofNewcomer }, below: { lines }, renew: {})
        }
        let client = try context.client()
        if !isOffline { try context.refresh(client) }
        // Notices that can't be shown now are shown next time.
        try? context.tellNotices()
        var model = try WelcomeModel(client, on: context.today)
        context.print(lines(model, isFirst: isFirst))
        var checks = QuietChecks()
        func renew() {
            if !isOffline, model.canHaveNews, checks.isNext() {
                checks.note(hasFailed: context.errorRefreshing(client, olderThan: .zero) != nil)
            }
            guard let now = try? WelcomeModel(client, on: context.today), lines(now) != lines(model) else { return }
            model = now
            context.print([""])
            try? context.tellNotices()
            context.print(lines(model))
        }
        defer { try? client.markNewsTold() }
        return choice(among: { model.steps(Twofold.names) }, below: { lines(model, isFirst: isFirst) }, renew: renew)
    }

    private func lines(_ model: WelcomeModel, isFirst: Bool = false) -> [String] {
        let page = context.page
        let greeting = isFirst ? Messages.Welcome.greeting(model.status, hour: page.clock.time(page.now).hour) : nil
        return WelcomeText.lines(model, greeting: greeting, model.steps(Twofold.names), on: page)
    }

    /// - Parameters:
    ///   - steps: the current choices.
    ///   - lines: the lines above the choice, printed again after the process was suspended.
    ///   - renew: called at intervals, to print what has changed.
    private func choice(among steps: () -> [NextStep], below lines: () -> [String], renew: () -> Void) -> NextStep? {
        while true {
            switch context.console.key(every: Self.pause, renew) {
            case .pressed(0x0A), .pressed(0x0D):
                if let nearest = steps().first(where: \.isNearest) { return nearest }
            case .pressed(0x04), .ended: return nil
            case .pressed(let octet):
                let key = Character(Unicode.Scalar(octet)).lowercased()
                if let step = steps().first(where: { String($0.key) == key }) { return step }
            case .resumed: context.print(lines())
            case .timedOut: continue
            }
        }
    }
}

/// When an open menu asks the server: at each pause, and after failures at fewer and fewer of them, so that a key seldom has to wait
/// for a server that doesn't answer.
private struct QuietChecks {
    /// How many pauses are left out after a failure, at most: a minute's.
    private static let most = 15

    private var failures = 0
    private var left = 0

    /// Call at each pause.
    mutating func isNext() -> Bool {
        left = max(0, left - 1)
        return left == 0
    }

    mutating func note(hasFailed: Bool) {
        failures = hasFailed ? failures + 1 : 0
        left = hasFailed ? min(Self.most, 1 << min(failures, 4)) : 0
    }
}

extension WelcomeModel {
    /// Whether a server could have anything new for this partner.
    fileprivate var canHaveNews: Bool { [.paired, .waiting].contains(status.phase) && status.server != nil }

    init(_ client: Client, on day: Day) throws {
        let (today, status) = try client.todayAndStatus(on: day)
        let asked = status.news.lazy.compactMap(\.question).first
        let prompts = try status.waitingForMe.isEmpty && asked == nil ? [] : client.prompts(deck: nil, search: nil)
        self.init(
            status: status, today: today,
            waiting: prompts.first { $0.state == .sealedByPartner && !$0.isSkipped }
                ?? asked.flatMap { id in prompts.first { $0.id == id } },
            pledges: try client.pledges().filter { $0.isCurrent(on: day) })
    }
}
