import ClientCore

/// Shows opened rounds one by one: the question, one's own answer, and at a key the other's.
struct Ceremony {
    let context: Context
    let partner: String?

    func show(_ round: OpenedRound, index: Int, of count: Int) {
        let page = context.page
        let mine = Voice.mine(round.mine)
        let theirs = Voice.theirs(round.theirs, partner)
        if index > 1 { context.print([""]) }
        context.print(heading(round, index: index, of: count, page: page) + [""])
        let checkIn = CheckInText.lines(round.prompt, mine: round.mine, theirs: round.theirs, partner: partner, on: page)
        guard context.console.isTerminal, context.console.isInteractive else {
            return context.print(checkIn ?? PromptText.pair(mine, theirs, on: page))
        }
        if let checkIn, let own = CheckInText.lines(round.prompt, mine: round.mine, partner: partner, on: page) {
            fits(own.count) ? unfold(own, into: checkIn) : show(own, then: checkIn)
        } else if let both = SideBySide.lines(mine, theirs, on: page), fits(SideBySide.left(mine, on: page).count) {
            unfold(SideBySide.left(mine, on: page), into: both)
        } else {
            show(mine.lines(on: page), then: theirs.lines(on: page))
        }
        if index < count {
            context.print([""])
            ask(Wording.pressForNext)
        }
    }

    private func heading(_ round: OpenedRound, index: Int, of count: Int, page: Page) -> [String] {
        let position = count > 1 ? [Style.quiet(Wording.position(index, of: count), on: page)] : []
        let name = round.number > 1 ? "\(round.prompt) (round \(round.number))" : round.prompt
        return position + PromptText.heading(name, round.question, on: page)
    }

    /// One's own answer alone, in its column; then, in the same place, both.
    private func unfold(_ mine: [String], into both: [String]) {
        context.print(mine + [""])
        ask(Wording.press(partner))
        context.console.write(Cursor.up(mine.count + 1) + Cursor.eraseBelow)
        context.print(both)
    }

    private func show(_ mine: [String], then theirs: [String]) {
        context.print(mine + [""])
        ask(Wording.press(partner))
        context.print(theirs)
    }

    /// Whether lines printed last are still all on the screen when a question stands below them.
    private func fits(_ lines: Int) -> Bool { context.console.rows.map { lines + 2 < $0 } ?? false }

    /// Asks for a key, and takes the question away again.
    private func ask(_ question: String) {
        let shown = Wrapping.truncated(question, width: context.page.width.map { $0 - 1 } ?? 60)
        context.console.write(Style.quiet(shown, on: context.page))
        _ = context.console.waitForKey(seconds: nil)
        context.console.write(Cursor.eraseLine)
    }
}
