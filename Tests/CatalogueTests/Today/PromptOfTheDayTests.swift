import Catalogue
import Testing

@Suite("The prompt of the day, chosen")
struct PromptOfTheDayTests {
    private let days = AskedDays(prompts: AskedDays.prompts(10))

    // MARK: Repetition

    @Test(arguments: [1, 2, 3, 10, 60]) func `nothing is asked again before everything was asked`(count: Int) {
        let days = AskedDays(prompts: AskedDays.prompts(count))
        let asked = days.prompts(on: 0..<200).compactMap { $0 }
        #expect(asked.count == 200)
        for start in 0...(asked.count - count) { #expect(Set(asked[start..<(start + count)]).count == count) }
    }

    @Test func `a prompt that is added in a later cycle is asked next, once, and waits like the others then`() {
        var days = days
        days.prompts += AskedDays.prompts(["new"], since: 35)
        let asked = days.prompts(on: 35..<70)
        #expect(asked[0] == "new")
        #expect(asked.indices.filter { asked[$0] == "new" } == [0, 11, 22, 33])
    }

    @Test func `what came before an addition stays as it was`() {
        var later = days
        later.prompts += AskedDays.prompts(["new", "newer"], since: 17)
        #expect(days.prompts(on: 0..<17) == later.prompts(on: 0..<17))
        #expect(Set(later.prompts(on: 17..<29)).count == 12)
    }

    @Test func `what is taken away leaves the days before as they were, and nothing is asked twice or left out for it`() {
        let all = AskedDays.prompts(10)
        let gone = Set(["founding-3", "founding-4", "founding-5"])
        var later = days
        later.prompts =
            all.filter { !gone.contains($0.id.name) } + AskedDays.prompts(gone.sorted(), until: 6)
        let before = days.prompts(on: 0..<6)
        #expect(later.prompts(on: 0..<6) == before)
        let left = Set(all.map(\.id.name)).subtracting(gone).subtracting(before.compactMap { $0 })
        #expect(Set(later.prompts(on: 6..<(6 + Int64(left.count))).compactMap { $0 }) == left)
    }

    @Test(arguments: 0..<40 as Range<Int64>)
    func `changes of settings, one upon the other, never bring what was asked less than the decks ago`(seed: Int64) {
        let decks = ["founding", "openers", "shame"]
        var days = AskedDays(
            prompts: decks.flatMap { AskedDays.prompts(6, deck: $0) } + AskedDays.prompts(4, deck: "conflict", depth: .deep))
        days.secret = UInt64(seed)
        var state = UInt64(seed) &+ 7
        func roll(_ bound: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % bound
        }
        var day: Int64 = 3
        while day < 150 {
            let chosen = decks.filter { _ in roll(2) == 0 }
            let (depth, isPaused) = (roll(2) == 0 ? Depth.light : .deep, roll(6) == 0)
            days = days.changed(on: day) {
                $0.decks = chosen.isEmpty ? ["conflict", "openers"] : chosen + ["conflict"]
                $0.depth = depth
                $0.isPaused = isPaused
            }
            day += 1 + Int64(roll(20))
        }
        var lastAsked: [String: Int] = [:]
        for (day, prompt) in days.prompts(on: 0..<200).enumerated() {
            guard let prompt else { continue }
            // Every prompt that could have been asked instead has been asked since.
            if let last = lastAsked[prompt] {
                let others = days.others(on: Int64(day))
                #expect(others.allSatisfy { lastAsked[$0].map { $0 >= last } ?? false }, "\(prompt) on day \(day)")
                #expect(others.isEmpty || day > last + 1)
            }
            lastAsked[prompt] = day
        }
    }

    // MARK: The same for both

    @Test func `it depends on the secret, and on nothing about how the prompts came in`() {
        var shuffled = days
        shuffled.prompts = days.prompts.reversed()
        #expect(shuffled.prompts(on: 0..<40) == days.prompts(on: 0..<40))
        var other = days
        other.secret = 2
        #expect(other.prompts(on: 0..<40) != days.prompts(on: 0..<40))
    }

    // MARK: Rhythm

    @Test func `weekly, a prompt stays from Monday to Sunday, whatever else is set meanwhile`() throws {
        // 1 January 2026 was a Thursday; the first Monday is day 4.
        let weekly = days.changed(on: 4) { $0.cadence = .weekly }
        let deeper = weekly.changed(on: 8) { $0.depth = .deep }
        for days in [weekly, deeper] {
            for monday in stride(from: Int64(4), to: 100, by: 7) {
                let week = days.prompts(on: monday..<(monday + 7))
                #expect(Set(week).count == 1)
                #expect(days.since(on: monday + 6) == AskedDays.first.advanced(by: monday))
                #expect(days.prompt(on: monday + 7) != week[0])
            }
        }
    }

    @Test func `until the first day of another rhythm the prompt before it stays`() {
        let rare = days.changed(on: 6) { $0.cadence = Cadence("sat") ?? .daily }
        #expect(rare.prompts(on: 6..<9) == Array(repeating: days.prompt(on: 5), count: 3))
        #expect(rare.prompt(on: 9) != days.prompt(on: 5))
    }

    @Test func `a prompt that is no longer wanted does not stay for the rest of its week`() throws {
        let prompts = AskedDays.prompts(1) + AskedDays.prompts(1, deck: "openers")
        let weekly = AskedDays(prompts: prompts).changed(on: 4) { $0.cadence = .weekly }
        let deck = try #require(weekly.prompt(on: 4)) == "founding-0" ? "openers" : "founding"
        #expect(weekly.changed(on: 6) { $0.decks = [deck] }.prompt(on: 6) == "\(deck)-0")
    }

    @Test func `a pause asks nothing, and nothing is lost by it`() {
        let paused = days.changed(on: 5) { $0.isPaused = true }.changed(on: 30) { $0.isPaused = false }
        #expect(paused.prompts(on: 5..<30) == Array(repeating: nil, count: 25))
        #expect(paused.prompts(on: 30..<60) == days.prompts(on: 5..<35))
    }

    // MARK: Alternatives

    @Test func `in its place there is everything else, and never what comes the next days`() {
        for day in 0..<30 as Range<Int64> {
            let others = days.others(on: day)
            #expect(Set(others).count == 9)
            #expect(!days.prompts(on: (day - 2)..<(day + 3)).contains(others[0]))
        }
    }

    // MARK: Nonsensical documents and clocks

    @Test(arguments: ["0001-01-01", "1970-01-01", "2025-12-31", "2126-06-01", "9999-12-31"])
    func `a clock that is a lifetime off has no prompt, and makes nobody wait`(text: String) throws {
        let day = try #require(Day(text))
        #expect(PromptOfTheDay(schedule: .standard, prompts: days.prompts) { _ in 0 }.prompt(on: day) == nil)
    }

    @Test func `decks that are nowhere are passed over, and without any prompt there is none`() {
        #expect(days.changed(on: 3) { $0.decks = ["nowhere", "founding"] }.prompt(on: 3) != nil)
        #expect(days.changed(on: 3) { $0.decks = ["nowhere"] }.prompt(on: 3) == nil)
        #expect(AskedDays(prompts: []).prompt(on: 3) == nil)
    }
}
