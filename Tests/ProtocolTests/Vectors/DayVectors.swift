import Catalogue
import ClientCore
import Models
import Support
import Vault
import Wire

/// How two devices arrive at the same prompt without communicating.
enum DayVectors {
    static func parts() throws -> JSONTree {
        let cast = try Cast()
        return [
            "promptIDs": .array(promptIDs.map { ["text": .text($0), "isID": .flag(PromptID($0) != nil)] }),
            "ownPrompts": [["record": .hex(Bytes.counting(from: 0)), "id": "ours/0001020304"]],
            "boundIDs": .array(boundIDs.map(bound)), "dates": .array(dates.map(date)),
            "notBegun": .array(instants.map { ["at": .number($0), "day": day(Day.notBegun(at: Instant(milliseconds: $0)))] }),
            "coupleSeed": .hex(cast.coupleSeed.bytes), "ranks": .array(prompts.map { rank($0.id, cast) }),
            "standard": try .wire(Schedule.standard),
            "schedules": .array(try schedules.map { try days(of: $0.0, $0.1, $0.2, cast) }),
            "readings": .array(try spanOrders.map(reading)),
        ]
    }

    // MARK: Ids
    private static let promptIDs = [
        "founding/first-word", "a/b", "ours/0001020304", "checkin/us", "a1/2-b", "a", "a/", "/b", "a/b/c", "A/b", "a/-b", "a/b-",
        "a/b_c",
        "a/b c", "a/\u{E9}", String(repeating: "a", count: 64) + "/b", String(repeating: "a", count: 65) + "/b",
    ]

    private static let boundIDs: [(name: String?, question: String)] = [
        ("stove", "What warms you when I am away?"), (nil, "Where to?"), (nil, "Where to\u{2026}"),
    ]

    private static func bound(_ name: String?, _ question: String) -> JSONTree {
        let id = PromptID(deck: "winter", name: name, boundTo: question)
        return [
            "deck": "winter", "name": name.map { .text($0) } ?? .null, "question": .text(question),
            "id": id.map { .text($0.description) } ?? .null,
            "isBoundToOther": .flag(id?.isBound(to: question + "?") ?? true),
        ]
    }

    private static let dates = ["1970-01-01", "1969-12-31", "2024-02-29", "2026-01-01", "9999-12-31"]

    private static func date(_ text: String) -> JSONTree {
        let day = Day(text) ?? Day(number: 0)
        return ["text": .text(text), "number": .number(day.number), "weekday": .text(day.weekday.rawValue)]
    }

    private static let instants: [Int64] = [0, 35_999_999, 36_000_000, 1_767_225_600_123]

    private static func day(_ day: Day?) -> JSONTree { day.map { .text($0.description) } ?? .null }

    // MARK: The prompt of the day
    private static let prompts: [Prompt] = [
        prompt("one"), prompt("two"), prompt("three", depth: .light), prompt("four", depth: .deep),
        prompt("five", since: "2026-01-10"), prompt("six", until: "2026-01-08"), prompt("seven", deck: "ours", since: "2026-01-05"),
        prompt("eight", about: [.busyness]), prompt("nine", about: [.busyness, .shame]), prompt("ten", about: [.shame, .busyness]),
        prompt("eleven", deck: "openers", about: [.busyness]),
    ]

    private static func prompt(
        _ name: String, deck: String = "founding", depth: Depth = .middle, about barriers: [Barrier] = [], since: String? = nil,
        until: String? = nil
    ) -> Prompt {
        Prompt(
            id: "\(deck)/\(name)", question: "\(name)?", barriers: barriers, depth: depth,
            since: since.flatMap(Day.init), until: until.flatMap(Day.init))
    }

    private static func rank(_ id: PromptID, _ cast: Cast) -> JSONTree {
        var writer = CanonicalWriter("twofold/rank/v1")
        writer.append(id.description)
        let rank = RoundNaming(seed: cast.coupleSeed).rank(prompt: id.description)
        return [
            "prompt": .text(id.description), "authenticated": .hex(writer.bytes),
            "rank": .hex((0..<8).map { UInt8(truncatingIfNeeded: rank >> (56 - 8 * $0)) }),
        ]
    }

    private static var schedules: [(String, Schedule, Focus)] {
        func span(_ text: String) -> Day { Day(text) ?? Day(number: 0) }
        let daily = Schedule.standard
        let changed = daily.changed(from: span("2026-01-06")) {
            $0.depth = .deep
            $0.decks = ["founding"]
        }.changed(from: span("2026-01-12")) { $0.isPaused = true }.changed(from: span("2026-01-15")) {
            $0.isPaused = false
            $0.cadence = Cadence("mon,thu") ?? .weekly
        }.changed(from: span("2026-01-24")) { $0.decks = ["ours"] }
        let following = daily.changed(from: span("2026-01-03")) { $0.followsCheckIns = true }
        let weighing = Focus.none.adding(Focus.Entry(from: span("2026-01-05"), round: 1, barrier: .busyness))
            .adding(Focus.Entry(from: span("2026-01-11"), round: 2, barrier: nil))
            .adding(Focus.Entry(from: span("2026-01-14"), round: 3, barrier: .shame))
        return [
            ("as a couple begins", daily, .none), ("depth, decks, a pause, days of the week", changed, .none),
            ("check-ins followed", following, weighing), ("check-ins not followed", daily, weighing),
        ]
    }

    private static func days(of name: String, _ schedule: Schedule, _ focus: Focus, _ cast: Cast) throws -> JSONTree {
        let naming = RoundNaming(seed: cast.coupleSeed)
        let asked = PromptOfTheDay(schedule: schedule, focus: focus, prompts: prompts) { naming.rank(prompt: $0.description) }
        let first = Day("2025-12-31") ?? Day(number: 0)
        return [
            "name": .text(name), "schedule": try .wire(schedule), "focus": .array(focus.entries.map(entry)),
            "prompts": .array(prompts.map(described)),
            "days": .array(
                (0..<34 as Range<Int64>).map { number in
                    let today = first.advanced(by: number)
                    let found = asked.prompt(on: today)
                    return [
                        "day": day(today), "prompt": found.map { .text($0.prompt.id.description) } ?? .null,
                        "since": day(found?.since), "because": found?.because.map { .text($0.rawValue) } ?? .null,
                    ]
                }),
        ]
    }

    private static func entry(_ entry: Focus.Entry) -> JSONTree {
        [
            "from": day(entry.from), "round": .number(Int64(entry.round)),
            "barrier": entry.barrier.map { .text($0.rawValue) } ?? .null,
        ]
    }

    private static func described(_ prompt: Prompt) -> JSONTree {
        [
            "id": .text(prompt.id.description), "barriers": .array(prompt.barriers.map { .text($0.rawValue) }),
            "depth": .number(Int64(prompt.depth.rawValue)), "since": day(prompt.since),
            "until": day(prompt.until),
        ]
    }

    /// Spans may come in any order.
    private static let spanOrders = [["2026-01-06", "2026-01-01"], ["2026-01-01"]]

    private static func reading(_ days: [String]) throws -> JSONTree {
        let spans: [JSONTree] = days.map {
            ["from": .text($0), "decks": ["founding"], "depth": 2, "cadence": "daily", "isPaused": false]
        }
        let schedule: Schedule = try JSONTree.object(["spans": .array(spans)]).decoded()
        return ["spans": .array(spans), "inOrder": .array(schedule.spans.map { day($0.from) })]
    }
}
