import Catalogue
import Testing

/// A newer program in a couple whose other program may be older.
@Suite("Editions of the built-in decks")
struct EditionsTests {
    private let catalogue: Catalogue
    private let day = AskedDays.first.advanced(by: 200)

    init() throws { catalogue = try Catalogue.builtIn() }

    private func days(_ editions: Editions) -> AskedDays {
        AskedDays(schedule: .standard(in: editions), prompts: catalogue.asked(in: editions))
    }

    private func common(_ days: Day?...) -> Editions { Editions(common: days.map { $0.map { [2: $0] } ?? [:] }) }

    @Test func `with a partner whose program is older, it asks what that one asks`() {
        let first = catalogue.asked(in: common(day, nil))
        #expect(first.count == 175)
        #expect(Set(first.map(\.id.deck)) == Set(["founding", "openers", "distance"] + Barrier.allCases.map(\.rawValue)))
        #expect(first.allSatisfy { $0.since == nil && $0.until == nil })
        let ids = Set(first.map(\.id.description))
        #expect(ids.contains("shame/quietly-proud") && !ids.contains("vulnerability/quietly-proud"))
        // As deep as it was in that edition.
        let best = first.first { $0.id.name == "best-of-you" }
        #expect(best?.depth == .middle && best?.depth(on: day) == .deep)
        #expect(catalogue.asked(in: common(day, day)).first { $0.id.name == "best-of-you" }?.depth(on: day) == .middle)
    }

    @Test func `once both have it, the days before stay as they were, and what is new comes`() throws {
        let both = days(common(day, day.advanced(by: -20)))
        let older = days(.first)
        for day in stride(from: Int64(1), to: 200, by: 11) { #expect(both.prompt(on: day) == older.prompt(on: day)) }
        #expect(both.prompt(on: 199) == older.prompt(on: 199))
        let later = both.prompts(on: 200..<240).compactMap { $0 }
        let names = Set(catalogue.prompts.map(\.id.name))
        #expect(later.allSatisfy(names.contains) && Set(later).count == 40)
        let isNew = { (name: String) in ["play", "money", "dreams"].contains { self.catalogue.deck($0)?.has(name) ?? false } }
        #expect(later.count(where: isNew) > 5)
    }

    @Test func `from the beginning it is as if there had never been another`() {
        let all = days(.all)
        #expect(Editions(common: [[2: Schedule.firstDay], [2: Schedule.firstDay]]) == .all)
        #expect(all.schedule == .standard)
        let others = Set(catalogue.decks.filter { !$0.isOptIn }.flatMap(\.prompts).filter { $0.depth <= .middle }.map(\.id.name))
        #expect(Set(all.others(on: 0) + [all.prompt(on: 0)].compactMap { $0 }) == others)
    }

    @Test func `the later day counts for both, whoever says it`() {
        let later = day.advanced(by: 9)
        #expect(common(day, later) == common(later, day))
        #expect(common(day, later).start(of: 2) == later)
        #expect(common(Day("0001-01-01"), Day("0001-01-01")) == .all)
        #expect(!common(nil, day).areComplete && common(nil, day) == .first)
    }

    @Test func `what was retired keeps its words, and is in no deck`() {
        #expect(catalogue.retired.count == 26)
        #expect(catalogue.retired.allSatisfy { catalogue[$0.id] == nil && !$0.question.isEmpty })
        #expect(catalogue.isOfFirstEdition("shame") && !catalogue.isOfFirstEdition("play") && !catalogue.isOfFirstEdition("mine"))
    }
}

extension Deck {
    fileprivate func has(_ name: String) -> Bool { prompts.contains { $0.id.name == name } }
}
