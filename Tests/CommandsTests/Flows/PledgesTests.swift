import ClientCore
import Commands
import Presentation
import Support
import TestTraits
import Testing

@Suite("Pledges", .onOwnThreads)
struct PledgesTests {
    @Test func `a step is pledged for a week, seen by both, and kept`() throws {
        let (ada, ben) = try pair()
        let added = ada.run("pledge", "add", "Phones away at dinner")
        try ben.home.sync()
        let his = ben.run("pledge")
        let kept = ada.run("pledge", "done")
        let after = ada.run("pledge", "list")
        #expect(added.output == "Pledged as number 1, through Sunday, 7 June. It went through.\n")
        #expect(his.output == "Now\n  1  Phones away at dinner\n     Ada, through Sunday, 7 June\n")
        #expect(kept.output == "Kept: “Phones away at dinner”. It went through.\n")
        #expect(after.output == "Kept\n  1  Phones away at dinner\n     You, kept on Monday, 1 June\n")
    }

    @Test func `without a step, nothing about questions is said`() throws {
        let outcome = try pair().ada.run("pledge", "add", "")
        #expect(outcome.status == .failed)
        #expect(outcome.errors.hasPrefix("There's no step in that, so nothing was added.\n") && !outcome.errors.contains("skip"))
    }

    @Test func `a long date wraps on a narrow terminal`() throws {
        let ada = try pair().ada
        _ = ada.run("pledge", "add", "Phones away at dinner", "--through", "2026-09-30")
        ada.sit(columns: 40)
        #expect(
            ada.run("pledge", "list").output
                == "Now\n  1  Phones away at dinner\n     You, through Wednesday, 30\n     September\n")
    }

    @Test func `a step whose days are over is no failure, and is one command away from another week`() throws {
        let (ada, ben) = try pair()
        _ = ada.run("pledge", "add", "Phones away at dinner", "--days", "2")
        // Pledges made at the same instant are ordered by their ids, which are random.
        ben.home.clocks.ahead = 1
        _ = ben.run("pledge", "add", "One question first")
        try ada.home.sync()
        for person in [ada, ben] { person.home.clocks.ahead = 8 * 86_400 }
        let list = ada.run("pledge", "list")
        let again = ada.run("pledge", "again", "1")
        for person in [ada, ben] { person.home.clocks.ahead = 40 * 86_400 }
        let later = ada.run("pledge")
        let all = ada.run("pledge", "list", "--all", "--json")
        #expect(
            list.output == """
                From other days
                  1  Phones away at dinner
                     You, through Tuesday, 2 June
                  2  One question first
                     Ben, through Sunday, 7 June

                Not every step fits its week. `twofold pledge again N` takes one up again, or let it be.

                """)
        #expect(again.output == "Pledged as number 3, through Wednesday, 10 June. It went through.\n")
        #expect(later.output == "No pledges yet. `twofold pledge add` is for a small step that one of you means to take.\n")
        #expect(
            all.output.hasPrefix(
                #"[{"number":1,"is_mine":true,"text":"Phones away at dinner","from":"2026-06-01","through":"2026-06-02","#
                    + #""kept_on":null,"is_over":true,"at":"2026-06-01T12:00:00Z"},"#))
    }

    @Test func `what is said of one is taken back by whoever said it`() throws {
        let (ada, ben) = try pair()
        _ = ada.run("pledge", "add", "Phones away")
        _ = ada.run("pledge", "done", "1")
        let undone = ada.run("pledge", "done", "1", "--undo")
        _ = ada.run("pledge", "done", "1")
        try ben.home.sync()
        _ = ben.run("pledge", "done", "1")
        try ada.home.sync()
        let stays = ada.run("pledge", "done", "1", "--undo")
        #expect(undone.output == "Taken back: “Phones away”. It went through.\n")
        #expect(stays.output == "Taken back: “Phones away”. Ben says it was kept, and that stays. It went through.\n")
    }

    @Test func `the words are read from a prompt or standard input, and not lost`() throws {
        let (ada, _) = try pair()
        ada.sit(typing: "A walk")
        let typed = ada.run("pledge", "add")
        ada.console.isInteractive = false
        ada.console.input = Array("Tea at five\n".utf8)
        let piped = ada.run("pledge", "add", "-", "--json")
        ada.console.input = Array(String(repeating: "a", count: 2_001).utf8)
        let lost = ada.run("pledge", "add", "-")
        let rescued = ada.homes.rescued
        #expect(typed.errors.hasPrefix("A small step, one that fits the week: "))
        #expect(piped.output.contains(#""text":"Tea at five","from":"2026-06-01","through":"2026-06-07""#))
        #expect(lost.status == .failed)
        #expect(rescued.first?.count == 2_001)
    }

    @Test func `without a partner it waits for one`() throws {
        #expect(try beginner().run("pledge", "add", "A walk", "--offline").output.hasPrefix("Pledged here as number 1, through "))
    }

    @Test(arguments: [
        ["pledge", "add", "x", "--days", "0"], ["pledge", "add", "x", "--days", "9223372036854775807"],
        ["pledge", "add", "x", "--through", "soon"], ["pledge", "add", "x", "--days", "1", "--through", "2026-06-03"],
        ["pledge", "done", "--undo"], ["pledge", "done", "x"], ["pledge", "nonsense"],
    ])
    func `wrong usage changes nothing`(arguments: [String]) throws { #expect(try newcomer().run(arguments).status == .usage) }

    @Test(arguments: ["2026-05-31", "2027-06-02", "9999-12-31"])
    func `a step is for a day to come, and not a far one`(day: String) throws {
        let (ada, _) = try pair()
        let outcome = ada.run("pledge", "add", "x", "--through", day)
        let count = try ada.home.client.pledges().count
        #expect(outcome.errors.hasPrefix("A step is for today or a later day"))
        #expect(count == 0)
    }

    @Test func `which one is asked where that is not plain`() throws {
        let (ada, _) = try pair()
        let none = ada.run("pledge", "done")
        let unknown = ada.run("pledge", "done", "4")
        #expect(none.errors.hasPrefix("It isn't clear which step you mean."))
        #expect(unknown.errors.hasPrefix("There's no pledge 4."))
    }
}
