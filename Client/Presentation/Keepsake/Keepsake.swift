package import Catalogue
package import ClientCore
import Models

/// A couple's content in chronological order, for people to read.
package struct Keepsake {
    /// A round that both can read; or, listed separately, one that only this partner can.
    struct Moment: Hashable {
        let prompt: PromptID
        let question: String
        let round: Export.Round
        /// When the later of the two texts was written.
        let at: Instant
        /// The round's position among its prompt's revealed rounds, and their number.
        let asking: Int
        let askings: Int
        /// Unique within the keepsake.
        let name: String
        /// The other partner's name at the time.
        let partner: String
    }

    struct Month: Hashable {
        let year: Int64
        let month: Int
        /// The month and year in words.
        let name: String
        let moments: [Moment]

        /// The month's anchor within a page.
        var anchor: String { "m\(year)-\(month)" }
    }

    /// A prompt with all its revealed rounds, oldest first.
    struct Thread: Hashable {
        let question: String
        let moments: [Moment]
    }

    struct CheckInMoment: Hashable {
        let mine: CheckIn
        let theirs: CheckIn
        let at: Instant
        let partner: String
    }

    /// The names of this partner and the other.
    let me: String
    let partner: String
    let exported: Instant
    let months: [Month]
    /// Prompts that were revealed more than once.
    let threads: [Thread]
    let checkIns: [CheckInMoment]
    let trends: Trends
    /// Oldest first.
    let pledges: [Export.Pledge]
    /// What only this partner can read; empty unless it was asked for.
    let own: [Moment]
    let clock: WallClock

    func date(_ instant: Instant) -> String { clock.time(instant).date }
    func monthAndYear(_ instant: Instant) -> String { clock.time(instant).monthAndYear }

    var moments: [Moment] { months.flatMap(\.moments) }

    /// The first and last moment; `nil` if nothing is revealed.
    var span: (first: Instant, last: Instant)? {
        let times = moments.map(\.at) + checkIns.map(\.at)
        guard let first = times.min(), let last = times.max() else { return nil }
        return (first, last)
    }
}

extension Keepsake {
    /// - Parameters:
    ///   - includingOwn: whether to include what only this partner can read: drafts, and answers that wait. Skipped prompts are
    ///     never included.
    package init(_ export: Export, includingOwn: Bool, clock: WallClock) {
        // Without a current partner, the most recent one in imported content.
        let former = export.prompts.flatMap(\.rounds).filter { $0.partner != nil }.max { $0.latest < $1.latest }?.partner
        let partner = export.partner ?? former ?? Messages.Keepsake.yourPartner
        var (open, own, pairs) = ([Moment](), [Moment](), [RoundView]())
        for prompt in export.prompts {
            let (answered, rest) = Self.split(prompt, partner)
            if prompt.id == CheckIn.prompt.id {
                pairs += prompt.rounds.filter(\.isOpenToBoth).map(RoundView.init)
            }
            open += answered
            if includingOwn { own += rest }
        }
        let checkIns = pairs.compactMap { CheckInMoment($0, partner) }.sorted { $0.at < $1.at }
        let shown = open.filter { CheckInMoment(RoundView($0.round), partner) == nil || $0.prompt != CheckIn.prompt.id }
            .sorted { ($0.at, $0.name) < ($1.at, $1.name) }
        self.init(
            me: Self.me(export.name, beside: (open + own).map(\.partner) + [partner]), partner: partner, exported: export.exported,
            months: Self.months(shown, clock), threads: Self.threads(shown), checkIns: checkIns,
            trends: Trends(pairs.map(CheckInPair.init), open: [], state: nil),
            pledges: export.pledges.sorted { ($0.from, $0.text) < ($1.from, $1.text) },
            own: own.sorted { ($0.at, $0.name) < ($1.at, $1.name) }, clock: clock)
    }

    /// A name that both partners share doesn't tell who wrote what; "You" does.
    private static func me(_ name: String?, beside partners: [String]) -> String {
        guard let name, !partners.contains(where: { $0.lowercased() == name.lowercased() }) else { return Messages.Keepsake.you }
        return name
    }

    /// - Returns: the rounds that both can read, and those with text that only this partner can.
    private static func split(_ prompt: Export.Prompt, _ partner: String) -> (open: [Moment], own: [Moment]) {
        let open = prompt.rounds.filter(\.isOpenToBoth).sorted { ($0.latest, $0.number) < ($1.latest, $1.number) }
        func moment(_ round: Export.Round, _ name: String, asking: Int, of askings: Int) -> Moment {
            let (question, round) = round.underItsQuestion(or: prompt.question)
            return Moment(
                prompt: prompt.id, question: question, round: round, at: round.latest, asking: asking, askings: askings,
                name: "\(prompt.id)-\(name)", partner: round.isArchived ? round.partner ?? Messages.Keepsake.yourPartner : partner)
        }
        let own = prompt.rounds.filter { $0.draft != nil || !$0.isOpenToBoth && $0.mine != nil }
        return (
            open.enumerated().map { moment($1, String($0 + 1), asking: $0 + 1, of: open.count) },
            own.enumerated().map { moment($1.isOpenToBoth ? $1.draftAlone : $1, "own-\($0 + 1)", asking: 1, of: 1) }
        )
    }

    private static func months(_ moments: [Moment], _ clock: WallClock) -> [Month] {
        var months: [Month] = []
        for moment in moments {
            let time = clock.time(moment.at)
            if let last = months.last, last.year == time.year, last.month == time.month {
                months[months.count - 1] = Month(
                    year: last.year, month: last.month, name: last.name, moments: last.moments + [moment])
            } else {
                months.append(Month(year: time.year, month: time.month, name: time.monthName, moments: [moment]))
            }
        }
        return months
    }

    private static func threads(_ moments: [Moment]) -> [Thread] {
        var threads: [PromptID: [Moment]] = [:]
        for moment in moments where moment.askings > 1 { threads[moment.prompt, default: []].append(moment) }
        return threads.values.filter { $0.count > 1 }.sorted { ($0[0].at, $0[0].name) < ($1[0].at, $1[0].name) }
            .map { Thread(question: $0[$0.count - 1].question, moments: $0) }
    }
}

extension Keepsake.CheckInMoment {
    /// - Returns: `nil` unless both have ratings.
    fileprivate init?(_ round: RoundView, _ partner: String) {
        let pair = CheckInPair(round)
        guard let mine = pair.mine, let theirs = pair.theirs else { return nil }
        self.init(
            mine: mine.checkIn, theirs: theirs.checkIn, at: max(mine.at, theirs.at),
            partner: round.isArchived ? round.partner ?? Messages.Keepsake.yourPartner : partner)
    }
}

extension Export.Round {
    fileprivate var isOpenToBoth: Bool { state == .revealed && mine != nil && theirs != nil }

    /// When its latest text was written.
    fileprivate var latest: Instant {
        let times = isOpenToBoth ? [mine, theirs] : [mine, draft]
        return times.compactMap { $0?.at }.max() ?? Instant(milliseconds: 0)
    }

    /// If all texts answer a different question than the prompt's, that question is the heading.
    fileprivate func underItsQuestion(or question: String) -> (String, Export.Round) {
        let asked = Set([draft, mine, theirs].compactMap { $0 }.map { $0.asked ?? question })
        guard asked.count == 1, let other = asked.first, other != question else { return (question, self) }
        func plain(_ voice: Export.Voice?) -> Export.Voice? { voice.map { Export.Voice(text: $0.text, at: $0.at) } }
        return (
            other,
            Export.Round(
                number: number, state: state, draft: plain(draft), mine: plain(mine), theirs: plain(theirs),
                reflections: reflections, myReaction: myReaction, theirReaction: theirReaction, isArchived: isArchived,
                partner: partner)
        )
    }

    fileprivate var draftAlone: Export.Round { Export.Round(number: number, state: .open, draft: draft) }
}
