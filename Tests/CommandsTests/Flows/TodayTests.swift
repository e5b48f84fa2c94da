import Catalogue
import ClientCore
import Commands
import Presentation
import Support
import Testing

@Suite("The command for today")
struct TodayTests {
    private static let day = Day(number: 20_605)

    /// The pair's prompt of the day, which is the same in every run.
    private static func prompt(_ person: Person) throws -> String {
        try #require(try person.home.client.today(on: day, about: nil).prompt?.id)
    }

    @Test func `today shows the question and the next step, and the same to both`() async throws {
        let (hers, his, prompt) = try await offThePool {
            let (ada, ben) = try pair()
            return (ada.run("today", "--offline"), ben.run("today"), try Self.prompt(ada))
        }
        #expect(hers.status == .done && hers.output == his.output)
        #expect(hers.output.hasPrefix(prompt + "\n"))
        #expect(hers.output.hasSuffix("\n\n`twofold answer` answers it. `twofold skip` passes over it, and nobody is told.\n"))
    }

    @Test func `answer and skip alone mean today's, and the skipper has another`() async throws {
        let (skipped, before, after, undone, answered, prompt) = try await offThePool {
            let (ada, _) = try pair()
            let prompt = try Self.prompt(ada)
            let before = ada.run("today")
            let skipped = ada.run("skip", "--json")
            let after = ada.run("today")
            let undone = ada.run("skip", "--undo", "--json")
            return (skipped, before, after, undone, ada.run("answer", "--text", "home", "--json"), prompt)
        }
        #expect(skipped.output.hasPrefix("{\"prompt\":\"\(prompt)\",\"is_skipped\":true"))
        #expect(after.output != before.output && !after.output.contains("skipped"))
        #expect(undone.output.hasPrefix("{\"prompt\":\"\(prompt)\",\"is_skipped\":false"))
        #expect(answered.output.hasPrefix("{\"prompt\":\"\(prompt)\",\"result\":\"sealed\""))
    }

    @Test func `where no prompt is named, it is said what was answered`() async throws {
        let (picked, named, prompt) = try await offThePool {
            let (ada, _) = try pair()
            let prompt = try Self.prompt(ada)
            return (ada.run("answer", "--text", "home"), ada.run("answer", "first-word", "--text", "home"), prompt)
        }
        #expect(picked.errors.hasPrefix("To \(prompt).\n"))
        #expect(named.errors.isEmpty)
    }

    @Test func `what the partner has sealed comes first, and is said`() async throws {
        let (today, answered, prompt) = try await offThePool {
            let (ada, ben) = try pair()
            let prompt = try Self.prompt(ada)
            _ = ben.run("answer", "founding/small-step", "--text", "a")
            _ = ben.run("answer", prompt, "--text", "b")
            try ada.home.sync()
            return (ada.run("today"), ada.run("answer", "--yes", "--text", "c", "--json"), prompt)
        }
        #expect(
            today.output.hasSuffix(
                "Ben has sealed theirs. Sealing yours opens both, for good. `twofold answer \(prompt)`\n"))
        #expect(answered.output.contains(#""result":"sealed""#))
    }

    @Test func `once both have opened it, that is said quietly with something new`() async throws {
        let (today, prompt) = try await offThePool {
            let (ada, ben) = try pair()
            let prompt = try Self.prompt(ada)
            _ = ada.run("answer", "--text", "a")
            _ = ben.run("answer", prompt, "--text", "b")
            try ada.home.sync()
            return (ada.run("today"), prompt)
        }
        #expect(today.output.hasPrefix("You have both opened today’s question. Here is another, if you like.\n\n"))
        #expect(!today.output.contains(prompt))
    }

    @Test(arguments: Barrier.allCases) func `today --for asks about that`(barrier: Barrier) async throws {
        let (text, json) = try await offThePool {
            let (ada, _) = try pair()
            return (ada.run("today", "--for", barrier.rawValue), ada.run("today", "--for", barrier.rawValue, "--json"))
        }
        #expect(text.output.hasPrefix("\(barrier.title). \(barrier.about)\n\n"))
        #expect(text.output.contains(/`twofold answer [a-z]+\/[a-z-]+` answers it. `twofold skip [a-z]+\/[a-z-]+` passes over it/))
        #expect(json.output.contains(#""instead":{"id":""#) && json.output.contains("\"\(barrier.rawValue)\""))
    }

    @Test func `a barrier that is none is refused with those there are`() throws {
        let outcome = try newcomer().run("today", "--for", "sham")
        #expect(outcome.status == .usage)
        #expect(outcome.errors.contains("shame"))
    }

    @Test func `as JSON it has all its fields, whatever there is`() async throws {
        let (json, paused) = try await offThePool {
            let (ada, _) = try pair()
            let json = ada.run("today", "--json")
            _ = ada.run("config", "pause", "on")
            ada.home.clocks.ahead = 3 * 86_400
            return (json, ada.run("today", "--offline", "--json"))
        }
        #expect(json.output.hasPrefix(#"{"day":"2026-06-01","prompt":{"id":""#))
        #expect(json.output.hasSuffix(#","instead":null,"since":"2026-06-01","paused":false}"# + "\n"))
        #expect(paused.output == #"{"day":"2026-06-04","prompt":null,"instead":null,"since":null,"paused":true}"# + "\n")
    }

    @Test func `a pause is kindly said`() async throws {
        let outcome = try await offThePool {
            let (ada, _) = try pair()
            _ = ada.run("config", "pause", "on")
            ada.home.clocks.ahead = 3 * 86_400
            return ada.run("today", "--offline")
        }
        #expect(outcome.output.hasPrefix("The two of you are taking a pause, for as long as you like. "))
    }

    @Test func `settings say for whom they hold and from when`() async throws {
        let (depth, pause, resumed, list, one) = try await offThePool {
            let (ada, _) = try pair()
            return (
                ada.run("config", "depth", "3"), ada.run("config", "pause", "on"), ada.run("config", "pause", "off", "--offline"),
                ada.run("config", "--json"), ada.run("config", "cadence")
            )
        }
        #expect(depth.output == "depth is 3, for both of you, from Wednesday, 3 June on. It went through.\n")
        #expect(pause.output == "The two of you pause, from Wednesday, 3 June on. It went through.\n")
        #expect(
            resumed.output.hasPrefix("There is a prompt for the two of you again, from Wednesday, 3 June on; it is saved here. "))
        #expect(list.output.hasSuffix(#""depth":"3","cadence":"daily","pause":"off"}"# + "\n"))
        #expect(one.output == "daily\n")
    }

    @Test(arguments: [
        ("depth", "4", "It is 1 (light), 2, or 3 (deep)"), ("cadence", "often", "It is daily, weekly, or days of the week"),
        ("pause", "perhaps", "It is on or off."), ("decks", "a b/c", "It is the names of decks"),
    ])
    func `a setting that is none says what it can be`(key: String, value: String, hint: String) throws {
        let outcome = try newcomer().run("config", key, value)
        #expect(outcome.status == .usage)
        #expect(outcome.errors.contains(hint))
    }

    @Test func `decks that are nowhere are refused, with those there are`() async throws {
        let outcome = try await offThePool { try pair().ada.run("config", "decks", "founding,sumer") }
        #expect(outcome.status == .failed)
        #expect(outcome.errors.hasPrefix("No deck is called “sumer”, so nothing was changed.\nThere are founding, openers, "))
    }

    @Test func `alone nothing is set for two`() throws {
        let person = try newcomer()
        _ = person.run("init")
        #expect(
            person.run("config", "depth", "3").errors == "You have no partner here yet.\n`twofold invite` makes a code for them.\n")
        #expect(person.run("today").output.contains("`twofold answer` answers it."))
    }
}
