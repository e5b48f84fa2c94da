import ArgumentParser
import ClientCore
import Machine
import Presentation

struct OpenCommand: HomeCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Read together what has been revealed since you last looked, one by one.",
        discussion: HelpText.discussion(
            """
            On a terminal, you see your own answer first, then your partner's at a key. After that comes what your partner has \
            added to what you had read before.
            """,
            examples: ["twofold open"]))

    @OptionGroup var options: ReadOptions

    func validate() throws {
        if options.former != nil {
            throw ValidationError("Nothing new is revealed in a couple that you left. See twofold show --former.")
        }
    }

    func run(in context: Context) throws -> ExitStatus {
        let client = try options.client(in: context, refreshing: false)
        // "Nothing new" must come from the server, not from an old sync.
        if !options.isOffline { try context.refresh(client, olderThan: client.opened().isEmpty ? .zero : .seconds(5)) }
        let rounds = try client.opened()
        if isJSON {
            context.print(rounds)
            for round in rounds { note(round, in: client) }
            return .done
        }
        let status = try client.status()
        if rounds.isEmpty, status.withUnread.isEmpty { context.say(Messages.Membership.nothingOpened) }
        var ceremony = RevealPresenter(context: context, partner: status.partner)
        for (index, round) in rounds.enumerated() {
            let isLast = index + 1 == rounds.count
            let closing = isLast && status.withUnread.isEmpty ? hint(rounds, in: context) : [""]
            ceremony.show(round, index: index + 1, of: rounds.count, closing: closing)
            note(round, in: client)
            if !isLast || !status.withUnread.isEmpty { ceremony.goOn() }
        }
        for (index, place) in status.withUnread.enumerated() {
            let isLast = index + 1 == status.withUnread.count
            let view = try client.show(place.prompt)
            guard let round = view.rounds.last(where: { $0.number == place.number && !$0.isArchived }) else { continue }
            ceremony.show(view, round, closing: isLast ? [] : [""])
            try? client.markHeard(place)
            if !isLast { ceremony.goOn() }
        }
        return .done
    }

    /// On a terminal, mentions at the end how to reply.
    private func hint(_ rounds: [OpenedRound], in context: Context) -> [String] {
        guard context.console.isTerminal else { return [] }
        let lines = Wrapping.sentences(Messages.Reflections.sayMore(rounds, context.names), width: context.page.measure)
        return [""] + lines.map { Style.quiet($0, on: context.page) }
    }

    /// If the home can't be written now, the round is shown again next time: no reason to report a failure.
    private func note(_ round: OpenedRound, in client: Client) {
        try? client.markLookedAt(round.reference)
        try? client.markHeard(round.reference)
    }
}

/// Shows revealed rounds one by one: the question, the user's answer and, at a key press, the partner's. Nothing scrolls off
/// unread.
struct RevealPresenter {
    let context: Context
    let partner: String?
    /// The lines above the next question, printed again if the process was suspended in between.
    private var standing: [String] = []

    init(context: Context, partner: String?) { (self.context, self.partner) = (context, partner) }

    /// - Parameter closing: the lines below the round, before the next question to the user.
    mutating func show(_ round: OpenedRound, index: Int, of count: Int, closing: [String] = []) {
        let page = context.page
        let mine = Voice.mine(round.mine)
        let theirs = Voice.theirs(round.theirs, partner)
        let heading = heading(round, index: index, of: count, page: page) + [""]
        let said =
            ReflectionText.lines(round.reflections, round.myReaction, round.theirReaction, partner: partner, on: page) + closing
        let checkIn = CheckInText.lines(round.prompt, mine: round.mine, theirs: round.theirs, partner: partner, on: page)
        guard context.console.isTerminal, context.console.isInteractive else {
            return context.print(heading + (checkIn ?? PromptText.pair(mine, theirs, on: page)) + said)
        }
        let ownCheckIn = checkIn.flatMap { _ in CheckInText.lines(round.prompt, mine: round.mine, partner: partner, on: page) }
        if let both = checkIn ?? SideBySide.lines(mine, theirs, on: context.screen), fits(heading.count + both.count + said.count) {
            unfold(heading, ownCheckIn ?? SideBySide.left(mine, on: page), into: both + said, isCheckIn: checkIn != nil)
        } else {
            read(heading + (ownCheckIn ?? mine.lines(on: page)) + [""])
            ask(Messages.Membership.press(partner, isCheckIn: checkIn != nil))
            read((checkIn ?? theirs.lines(on: page)) + said)
        }
    }

    /// Shows what the partner added to a round that was read before.
    mutating func show(_ view: PromptView, _ round: RoundView, closing: [String] = []) {
        let name = Messages.Status.rounds([RoundReference(prompt: view.prompt, number: round.number)], context.names)
        let said = ReflectionText.lines(
            round.reflections.filter(\.isNew), round.myReaction, round.theirReaction, partner: partner, on: context.page)
        read(PromptText.heading(name, view.question, on: context.page) + said + closing)
    }

    /// Waits for a key between two rounds.
    func goOn() {
        if context.console.isTerminal, context.console.isInteractive { ask(Messages.Membership.pressForNext) }
    }

    private func heading(_ round: OpenedRound, index: Int, of count: Int, page: OutputLayout) -> [String] {
        let position = count > 1 ? [Style.quiet(Messages.Membership.position(index, of: count), on: page)] : []
        let name = Messages.Status.rounds([round.reference], context.names)
        return position + PromptText.heading(name, round.question, on: page)
    }

    /// Shows the user's answer alone, in its column; then replaces it with both.
    private mutating func unfold(_ heading: [String], _ mine: [String], into both: [String], isCheckIn: Bool) {
        print(heading + mine + [""])
        ask(Messages.Membership.press(partner, isCheckIn: isCheckIn))
        context.console.write(Cursor.up(mine.count + 1) + Cursor.eraseBelow)
        context.print(both)
        standing = heading + both
    }

    /// If there is more than a screen of lines, shows them in the user's pager, or without one waits for a key after each screen.
    private mutating func read(_ lines: [String]) {
        var rest = lines[...]
        if context.console.isTerminal, context.console.isInteractive, let rows = context.console.rows {
            let screen = max(2, rows - 1)
            if rest.count > screen, context.console.hasPager {
                context.console.page(lines.joined(separator: "\n") + "\n")
                standing = lines
                return
            }
            while rest.count > screen {
                print(Array(rest.prefix(screen)))
                rest = rest.dropFirst(screen)
                ask(Messages.Membership.pressForMore)
            }
        }
        print(Array(rest))
    }

    private mutating func print(_ lines: [String]) {
        context.print(lines)
        standing = lines
    }

    /// Whether the lines printed last are still all on screen with a question below them.
    private func fits(_ lines: Int) -> Bool { context.console.rows.map { lines + 2 < $0 } ?? false }

    /// Waits for a key, then erases the question.
    private func ask(_ question: String) {
        let shown = Wrapping.truncated(question, width: context.page.width.map { $0 - 1 } ?? 60)
        context.console.write(Style.quiet(shown, on: context.page))
        while context.console.key(within: nil) == .resumed {
            context.print(standing)
            context.console.write(Style.quiet(shown, on: context.page))
        }
        context.console.write(Cursor.eraseLine)
    }
}
