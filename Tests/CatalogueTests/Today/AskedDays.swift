import Catalogue

/// The prompts a couple is asked, day after day.
struct AskedDays {
    var schedule = Schedule.standard
    var prompts: [Prompt]
    var secret: UInt64 = 1
    var focus = Focus.none

    /// The first day of the standard schedule.
    static let first = Schedule.standard.spans[0].from

    private var rule: PromptOfTheDay {
        let secret = secret
        return PromptOfTheDay(schedule: schedule, focus: focus, prompts: prompts) { id in
            // FNV-1a: random enough for a test, and the same in every run.
            id.description.utf8.reduce(secret &+ 0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        }
    }

    func prompt(on day: Int64) -> String? { rule.prompt(on: Self.first.advanced(by: day))?.prompt.id.name }

    func because(on day: Int64) -> Barrier? { rule.prompt(on: Self.first.advanced(by: day))?.because }

    func since(on day: Int64) -> Day? { rule.prompt(on: Self.first.advanced(by: day))?.since }

    func others(on day: Int64) -> [String] {
        rule.prompt(on: Self.first.advanced(by: day))?.others.map(\.id.name) ?? []
    }

    func prompts(on days: Range<Int64>) -> [String?] { days.map(prompt) }

    /// The same, with changed settings from a day on.
    func changed(on day: Int64, _ change: (inout ScheduleSpan) -> Void) -> AskedDays {
        var copy = self
        copy.schedule = schedule.changed(from: Self.first.advanced(by: day), change)
        return copy
    }

    static func prompts(
        _ names: some Sequence<String>, deck: String = "founding", depth: Depth = .light, barriers: [Barrier] = [],
        since: Int64? = nil, until: Int64? = nil
    ) -> [Prompt] {
        names.compactMap { PromptID(deck: deck, name: $0) }.map {
            Prompt(
                id: $0, question: "What?", barriers: barriers, depth: depth, since: since.map(first.advanced),
                until: until.map(first.advanced))
        }
    }

    static func prompts(_ count: Int, deck: String = "founding", depth: Depth = .light) -> [Prompt] {
        prompts((0..<count).map { "\(deck)-\($0)" }, deck: deck, depth: depth)
    }
}
