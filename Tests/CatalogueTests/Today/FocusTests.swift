import Catalogue
import Foundation
import Testing

@Suite("What weighs on both, asked about first")
struct FocusTests {
    private static func checkIn(_ ratings: [Barrier: Int]) -> CheckIn {
        var rated: [CheckInSubject: Rating] = [:]
        for (barrier, value) in ratings { rated[.barrier(barrier)] = Rating(value) }
        return CheckIn(ratings: rated)
    }

    private static func days(_ entries: (Int64, Barrier?)...) -> AskedDays {
        var days = AskedDays(
            prompts: AskedDays.prompts(60) + AskedDays.prompts((0..<30).map { "busy-\($0)" }, barriers: [.busyness])
                + AskedDays.prompts((0..<5).map { "joke-\($0)" }, deck: "openers", barriers: [.busyness]))
        for (round, (from, barrier)) in entries.enumerated() {
            days.focus = days.focus.adding(
                Focus.Entry(from: AskedDays.first.advanced(by: from), round: round + 1, barrier: barrier))
        }
        return days
    }

    private static func isBusy(_ name: String?) -> Bool { name?.hasPrefix("busy-") ?? false }

    @Test(
        arguments: [
            ([.busyness: 8, .shame: 9], [.busyness: 6, .shame: 5], .busyness),
            ([.busyness: 8, .shame: 9], [.busyness: 6, .shame: 6], .shame),
            ([.conflict: 7, .busyness: 7], [.conflict: 7, .busyness: 7], .conflict),
            ([.busyness: 5], [.busyness: 10], nil), ([.busyness: 9], [.shame: 9], nil), ([:], [:], nil),
        ] as [([Barrier: Int], [Barrier: Int], Barrier?)])
    func `what weighs on both is the same from either side`(one: [Barrier: Int], other: [Barrier: Int], barrier: Barrier?) {
        let (one, other) = (Self.checkIn(one), Self.checkIn(other))
        #expect(Barrier.weighing(on: one, and: other) == barrier)
        #expect(Barrier.weighing(on: other, and: one) == barrier)
    }

    @Test func `nothing follows from it unless it was chosen`() {
        let days = Self.days((5, .busyness))
        var plain = days
        plain.focus = .none
        #expect(days.prompts(on: 0..<60) == plain.prompts(on: 0..<60))
    }

    @Test func `every other question is about what weighs on both, for four weeks, and says so`() {
        let plain = Self.days().changed(on: 3) { $0.followsCheckIns = true }
        let days = Self.days((5, .busyness)).changed(on: 3) { $0.followsCheckIns = true }
        #expect(days.prompts(on: 0..<5) == plain.prompts(on: 0..<5))
        for day in stride(from: Int64(5), to: 33, by: 2) {
            #expect(Self.isBusy(days.prompt(on: day)) && days.because(on: day) == .busyness)
            #expect(days.because(on: day + 1) == nil)
        }
        #expect((33..<60).allSatisfy { days.because(on: $0) == nil })
    }

    @Test func `a later check-in takes its place, also one by which nothing weighs`() {
        let days = Self.days((5, .busyness), (12, nil)).changed(on: 3) { $0.followsCheckIns = true }
        #expect(days.because(on: 11) == .busyness)
        #expect((12..<40).allSatisfy { days.because(on: $0) == nil })
    }

    @Test func `nothing comes back early for it, and nothing to laugh about is asked for it`() {
        var days = Self.days().changed(on: 3) { $0.followsCheckIns = true }
        for round in 0..<10 {
            days.focus = days.focus.adding(
                Focus.Entry(from: AskedDays.first.advanced(by: 5 + 28 * Int64(round)), round: round + 1, barrier: .busyness))
        }
        let asked = days.prompts(on: 0..<95).compactMap { $0 }
        #expect(Set(asked).count == 95)
        for day in 0..<95 as Range<Int64> where days.because(on: day) != nil { #expect(Self.isBusy(days.prompt(on: day))) }
    }

    @Test func `it survives being written and read, in whatever order`() throws {
        let focus = Self.days((5, .busyness), (12, nil), (40, .shame)).focus
        #expect(try JSONDecoder().decode(Focus.self, from: JSONEncoder().encode(focus)) == focus)
        let json = #"{"entries":[{"from":"2026-03-01","round":2,"barrier":"shame"},{"from":"2026-02-01","round":1}]}"#
        #expect(try JSONDecoder().decode(Focus.self, from: Data(json.utf8)).entries.map(\.round) == [1, 2])
    }

    @Test func `a clock far ahead, set right again, stands in nobody's way`() throws {
        let far = Focus.none.adding(Focus.Entry(from: try #require(Day("9999-01-01")), round: 1, barrier: .shame))
        let right = far.adding(Focus.Entry(from: AskedDays.first, round: 2, barrier: nil))
        #expect(right.entries.map(\.round) == [2])
    }
}
