import Catalogue
import ClientCore
import Commands
import Presentation
import Support
import TestTraits
import Testing

@Suite("The command for today", .onOwnThreads)
struct TodayTests {
    private static let day = Day(number: 20_605)

    /// The pair's prompt of the day, which is the same in every run.
    private static func prompt(_ person: Person) throws -> String {
        try #require(try person.home.client.today(on: day, about: nil).prompt?.id.description)
    }

    @Test func `today shows the question and the next step, and the same to both`() throws {
        let (ada, ben) = try pair()
        let hers = ada.run("today", "--offline")
        let his = ben.run("today")
        let prompt = try Self.prompt(ada)
        #expect(hers.status == .done && hers.output == his.output)
        #expect(hers.output.hasPrefix(prompt + "\n"))
        #expect(hers.output.hasSuffix("\n\n`twofold answer` answers it. `twofold skip` skips it, and no one is told.\n"))
    }

    @Test func `answer and skip alone mean today's, and the skipper has another`() throws {
        let (ada, _) = try pair()
        let prompt = try Self.prompt(ada)
        let before = ada.run("today")
        let skipped = ada.run("skip", "--json")
        let after = ada.run("today")
        let undone = ada.run("skip", "--undo", "--json")
        let answered = ada.run("answer", "--text", "home", "--json")
        #expect(skipped.output.hasPrefix("{\"prompt\":\"\(prompt)\",\"is_skipped\":true"))
        #expect(after.output != before.output && !after.output.contains("skipped"))
        #expect(undone.output.hasPrefix("{\"prompt\":\"\(prompt)\",\"is_skipped\":false"))
        #expect(answered.output.hasPrefix("{\"prompt\":\"\(prompt)\",\"result\":\"sealed\""))
    }

    @Test func `where no prompt is named, it is said what was answered`() throws {
        let (ada, _) = try pair()
        let prompt = try Self.prompt(ada)
        let picked = ada.run("answer", "--text", "home")
        let named = ada.run("answer", "first-word", "--text", "home")
        #expect(picked.errors.hasPrefix("Answering \(prompt).\n"))
        #expect(named.errors.isEmpty)
    }

    @Test func `what the partner has sealed comes first, and is said`() throws {
        let (ada, ben) = try pair()
        let prompt = try Self.prompt(ada)
        _ = ben.run("answer", "founding/small-step", "--text", "a")
        _ = ben.run("answer", prompt, "--text", "b")
        try ada.home.sync()
        let today = ada.run("today")
        let answered = ada.run("answer", "--yes", "--text", "c", "--json")
        #expect(today.output.hasSuffix("Ben has answered. Sealing yours reveals both, for good. `twofold answer \(prompt)`\n"))
        #expect(answered.output.contains(#""result":"sealed""#))
    }

    @Test func `once both have opened it, that is said quietly with something new`() throws {
        let (ada, ben) = try pair()
        let prompt = try Self.prompt(ada)
        _ = ada.run("answer", "--text", "a")
        _ = ben.run("answer", prompt, "--text", "b")
        try ada.home.sync()
        let today = ada.run("today")
        #expect(today.output.hasPrefix("Today's question is revealed. Here's another, if you like.\n\n"))
        #expect(!today.output.contains(prompt))
    }

    @Test(arguments: Barrier.allCases) func `today --for asks about that`(barrier: Barrier) throws {
        let (ada, _) = try pair()
        let text = ada.run("today", "--for", barrier.rawValue)
        let json = ada.run("today", "--for", barrier.rawValue, "--json")
        #expect(text.output.hasPrefix("\(barrier.title). \(barrier.about)\n\n"))
        #expect(text.output.contains(/`twofold answer [a-z]+\/[a-z-]+` answers it. `twofold skip [a-z]+\/[a-z-]+` skips it/))
        #expect(json.output.contains(#""instead":{"id":""#) && json.output.contains("\"\(barrier.rawValue)\""))
    }

    @Test func `a barrier that is none is refused with those there are`() throws {
        let outcome = try newcomer().run("today", "--for", "sham")
        #expect(outcome.status == .usage)
        #expect(outcome.errors.contains("shame"))
    }

    @Test func `as JSON it has all its fields, whatever there is`() throws {
        let (ada, _) = try pair()
        let json = ada.run("today", "--json")
        _ = ada.run("config", "pause", "on")
        ada.home.clocks.ahead = 3 * 86_400
        let paused = ada.run("today", "--offline", "--json")
        #expect(json.output.hasPrefix(#"{"day":"2026-06-01","prompt":{"id":""#))
        #expect(json.output.hasSuffix(#","instead":null,"since":"2026-06-01","paused":false,"because":null}"# + "\n"))
        #expect(
            paused.output == #"{"day":"2026-06-04","prompt":null,"instead":null,"since":null,"paused":true,"because":null}"# + "\n")
    }

    @Test func `a pause is kindly said`() throws {
        let (ada, _) = try pair()
        _ = ada.run("config", "pause", "on")
        ada.home.clocks.ahead = 3 * 86_400
        let outcome = ada.run("today", "--offline")
        #expect(outcome.output.hasPrefix("The two of you are taking a break, for as long as you like. "))
    }

    @Test func `a pause whose end is known says until when`() throws {
        let (ada, _) = try pair()
        _ = ada.run("config", "pause", "on")
        ada.home.clocks.ahead = 3 * 86_400
        _ = ada.run("config", "pause", "off", "--offline")
        #expect(
            ada.run("today", "--offline").output
                == "The two of you are taking a break until Saturday, 6 June. `twofold answer` has a question at any time.\n")
    }

    @Test func `what comes instead of a skipped question is what today shows then`() throws {
        let (ada, ben) = try pair()
        _ = ben.run("answer", "founding/small-step", "--text", "a")
        _ = ben.run("answer", "founding/held-back", "--text", "b")
        let skipped = ada.run("skip").output
        let today = ada.run("today").output
        let name = try #require(skipped.firstMatch(of: /Instead: .* `twofold answer ([a-z\/-]+)`/)?.output.1)
        #expect(today.contains(name + "\n"))
    }

    @Test func `settings say for whom they hold and from when`() throws {
        let (ada, _) = try pair()
        let depth = ada.run("config", "depth", "3")
        let pause = ada.run("config", "pause", "on")
        let resumed = ada.run("config", "pause", "off", "--offline")
        let list = ada.run("config", "--json")
        let one = ada.run("config", "cadence")
        #expect(depth.output == "depth is 3, for both of you, from Wednesday, 3 June on. It went through.\n")
        #expect(pause.output == "You both pause, from Wednesday, 3 June on. It went through.\n")
        #expect(
            resumed.output.hasPrefix("There's a question for the two of you again, from Wednesday, 3 June on; saved here. "))
        #expect(list.output.hasSuffix(#""depth":"3","cadence":"daily","pause":"off","follow":"off"}"# + "\n"))
        #expect(one.output == "daily\n")
    }

    @Test(arguments: [
        ("depth", "4", "Use 1 (light), 2, or 3 (deep)"), ("cadence", "often", "Use daily, weekly, or days of the week"),
        ("pause", "perhaps", "Use on or off."), ("decks", "a b/c", "Use the names of decks"),
    ])
    func `a setting that is none says what it can be`(key: String, value: String, hint: String) throws {
        let outcome = try newcomer().run("config", key, value)
        #expect(outcome.status == .usage)
        #expect(outcome.errors.contains(hint))
    }

    @Test func `decks that are nowhere are refused, with those there are`() throws {
        let outcome = try pair().ada.run("config", "decks", "founding,sumer")
        #expect(outcome.status == .failed)
        #expect(
            outcome.errors.hasPrefix("There's no deck called “sumer”, so nothing was changed.\nYour decks: founding, openers, "))
    }

    @Test func `alone nothing is set for two`() throws {
        let person = try newcomer()
        _ = person.run("init")
        #expect(
            person.run("config", "depth", "3").errors
                == "You don't have a partner here yet.\n`twofold invite` makes a code for your partner.\n")
        #expect(person.run("today").output.contains("`twofold answer` answers it."))
    }
}
