import Catalogue
import ClientCore
import Commands
import Machine
import Presentation
import Support
import TestTraits
import Testing

@Suite("The welcome screen", .onOwnThreads)
struct WelcomeTests {
    @Test func `without a terminal twofold alone is the status, and JSON is wherever it is`() throws {
        let (ada, _) = try pair()
        let plain = (ada.run([]), ada.run("status"))
        ada.sit()
        let alone = plain.0
        let status = plain.1
        let json = ada.run("--json")
        #expect(alone.output == status.output)
        #expect(json.output.hasPrefix(#"{"name":"Ada","#))
    }

    @Test func `it greets with the question of the day, and a key ends it`() throws {
        let (ada, _) = try pair()
        ada.sit()
        ada.press("xq")
        let outcome = ada.run([])
        #expect(outcome.status == .done)
        #expect(outcome.output.hasPrefix("Good afternoon, Ada.\n\n"))
        #expect(outcome.output.contains("\n\nEnter answer   s something else   "))
        #expect(outcome.output.hasSuffix("? more   q quit\n"))
    }

    @Test func `where it was stopped and goes on, it greets once more`() throws {
        let (ada, _) = try pair()
        ada.sit()
        ada.console.keys = [.resumed, .pressed(0x71)]
        let outcome = ada.run([])
        #expect(outcome.output.ranges(of: "Good afternoon, Ada.\n\n").count == 2)
    }

    @Test(arguments: [[], [UInt8(0x04)]]) func `the end of input ends it`(keys: [UInt8]) throws {
        let (ada, _) = try pair()
        ada.sit()
        ada.console.keys = keys.map { .pressed($0) }
        let outcome = ada.run([])
        #expect(outcome.status == .done)
    }

    @Test func `Enter opens what opened, and then answers`() throws {
        let (ada, ben) = try pair()
        _ = ada.run("answer", "founding/first-word", "--text", "home")
        _ = ben.run("answer", "founding/first-word", "--text", "light")
        _ = ben.run("answer", "founding/small-step", "--text", "tea")
        try ada.home.sync()
        ada.sit(columns: 60)
        ada.editor.writes = [{ _ in "bread" }]
        ada.console.keys = [.pressed(0x0D), .pressed(0x20), .pressed(0x0A), .pressed(0x73), .pressed(0x79), .pressed(0x71)]
        let outcome = ada.run([])
        let view = try ada.home.client.show(.smallStep)
        #expect(outcome.output.contains("Revealed: founding/first-word.\n"))
        #expect(outcome.output.contains("Enter open   a answer"))
        #expect(outcome.output.contains("Ben has answered. Sealing yours reveals both, for good."))
        #expect(outcome.output.contains("light"))
        #expect(view.rounds.first?.state == .revealed)
        #expect(outcome.output.components(of: "Good afternoon") == 1, "whoever is here already is not greeted again")
    }

    @Test func `what both answered today is read before anything else is asked`() throws {
        let (ada, ben) = try pair()
        let prompt = try #require(try ada.home.client.today(on: Day(number: 20_605), about: nil).prompt?.id)
        for person in [ada, ben] { _ = person.run("answer", prompt.description, "--text", "home") }
        try ada.home.sync()
        ada.sit()
        ada.press("o ")
        let outcome = ada.run([])
        let greetings = outcome.output.split(separator: "Enter ")
        #expect(greetings.count == 3)
        #expect(!greetings[0].contains("?"))
        #expect(greetings[1].hasSuffix("\n\n") && greetings[1].contains("Here's another, if you like."))
    }

    @Test func `s passes over a question for oneself alone, and offers another`() throws {
        let (ada, _) = try pair()
        ada.sit()
        ada.press("sq")
        let outcome = ada.run([])
        let today = try ada.home.client.today(on: .init(number: 20_605), about: nil)
        #expect(outcome.output.contains("Skipped: “"))
        #expect(today.prompt?.isSkipped == true)
        #expect(outcome.output.contains(try #require(today.instead?.id.description)))
    }

    @Test func `the timeline gives away nothing that is still to be opened`() throws {
        let (ada, ben) = try pair()
        for person in [ada, ben] { _ = person.run("answer", "founding/first-word", "--text", "light and air") }
        try ada.home.sync()
        ada.sit()
        ada.press("tq")
        let before = ada.run([])
        ada.press("t")
        _ = ada.run("open")
        let after = ada.run("timeline")
        let json = ada.run("timeline", "--json")
        #expect(before.output.contains("1 question is revealed and waits to be opened: `twofold open`"))
        #expect(!before.output.contains("light and air"))
        #expect(after.output.components(of: "light and air") == 2 && !after.output.contains("waits to be opened"))
        #expect(json.output.contains("light and air"))
    }

    @Test func `what fails is said, and the greeting comes back`() throws {
        let (ada, _) = try pair()
        ada.sit()
        ada.press("aq")
        ada.editor.writes = [{ _ in "" }]
        let outcome = ada.run([])
        #expect(outcome.status == .done)
        #expect(outcome.errors.contains("There are no words in it"))
        #expect(outcome.output.components(of: "Enter answer") == 2)
    }

    @Test func `an open menu shows what has happened meanwhile, and nothing where nothing has`() throws {
        let (ada, ben) = try pair()
        ada.sit()
        ada.console.keys = [.timedOut, .timedOut, .timedOut, .timedOut, .pressed(0x71)]
        var waits = 0
        ada.console.whileWaiting = {
            waits += 1
            if waits == 2 { _ = ben.run("answer", "founding/first-word", "--text", "light") }
        }
        let before = ada.home.budgets.count
        let outcome = ada.run([])
        let budgets = Array(ada.home.budgets.dropFirst(before))
        #expect(outcome.output.components(of: "q quit") == 2)
        #expect(outcome.output.components(of: "Good afternoon") == 1)
        #expect(outcome.output.contains("Ben has answered."))
        #expect(budgets == Array(repeating: .seconds(1), count: 4))
    }

    @Test(arguments: [40, 80]) func `a question mark says in six lines what else there is, and the choices come again`(columns: Int)
        throws
    {
        let (ada, _) = try pair()
        for person in [ada, try newcomer()] {
            person.sit(columns: columns)
            person.press("?q")
            let outcome = person.run([])
            let more = try #require(
                outcome.output.split(separator: "\n\n", omittingEmptySubsequences: true).first { $0.contains("help evening") })
            #expect(outcome.status == .done)
            #expect(columns < 80 || more.split(separator: "\n").count == 6, "\(more)")
            #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= columns })
            #expect(!outcome.output.contains("USAGE") && !outcome.output.contains("OVERVIEW"))
            #expect(outcome.output.components(of: "quit") == 2)
        }
    }

    @Test func `where both sit at their menus the reveal comes by itself, within seconds`() throws {
        let (ada, ben) = try pair()
        _ = ada.run("answer", "founding/first-word", "--text", "home")
        ada.sit()
        ada.console.keys = [.timedOut, .timedOut, .timedOut, .pressed(0x71)]
        var waits = 0
        ada.console.whileWaiting = {
            waits += 1
            if waits == 2 { _ = ben.run("answer", "founding/first-word", "--text", "light", "--yes") }
        }
        let outcome = ada.run([])
        #expect(outcome.output.contains("Revealed: founding/first-word."))
        #expect(outcome.output.contains("Enter open"))
        #expect(ada.console.pauses.allSatisfy { $0 <= .seconds(5) && $0 >= .seconds(1) })
    }

    @Test func `a server that does not answer is asked less and less, and again at once when it is back`() throws {
        let (ada, _) = try pair()
        ada.sit()
        ada.console.keys = Array(repeating: .timedOut, count: 60) + [.pressed(0x71)]
        ada.home.isOffline = true
        let before = ada.home.budgets.count
        let outcome = ada.run([])
        let asked = ada.home.budgets.count - before
        #expect((4...10).contains(asked), "\(asked)")
        #expect(outcome.output.components(of: "q quit") == 1)
    }

    @Test func `a home without a server asks nobody`() throws {
        let ada = try beginner()
        ada.sit()
        ada.console.keys = [.timedOut, .timedOut, .pressed(0x71)]
        _ = ada.run([])
        #expect(ada.home.budgets.isEmpty)
    }

    @Test func `an open menu that is offline asks nobody, and one that no server answers stays as it is`() throws {
        let (ada, _) = try pair()
        ada.sit()
        ada.console.keys = [.timedOut, .pressed(0x71)]
        let before = ada.home.budgets.count
        let offline = ada.run("--offline")
        let budgets = ada.home.budgets.count - before
        ada.console.keys = [.timedOut, .pressed(0x71)]
        ada.home.isOffline = true
        let unreachable = ada.run([])
        #expect(budgets == 0)
        for outcome in [offline, unreachable] {
            #expect(outcome.output.components(of: "q quit") == 1)
            #expect(!outcome.errors.contains("You're seeing it"))
        }
    }

    @Test func `a newcomer begins at one key, and is then greeted by name`() throws {
        let person = try newcomer()
        person.sit(typing: "", "Ada")
        person.press("bq")
        let outcome = person.run([])
        #expect(
            outcome.output.hasPrefix(
                """
                Welcome to Twofold. Answer apart, reveal together.

                b  begin here, as the first of two
                j  join your partner, with the code you were given
                l  add this device to yours, with a link code
                r  bring everything back, with your recovery kit
                ?  more
                q  quit

                You're ready.
                """))
        #expect(outcome.output.contains("\nYou're here by yourself so far. "))
        #expect(outcome.output.contains("Enter answer   i invite   s something else   "))
    }

    @Test func `notices are told where they come, once`() throws {
        let (ada, ben) = try pair()
        _ = ada.run("status")
        _ = ben.run("leave", "--yes")
        ada.home.clocks.ahead = 120
        ada.sit()
        ada.press("q")
        let outcome = ada.run([])
        #expect(outcome.errors.components(of: "Ben has left.") == 1)
        #expect(!outcome.output.contains("answer"))
        #expect(outcome.output.hasSuffix("? more   q quit\n"))
    }

    @Test func `a locked home asks for the passphrase once`() throws {
        let (ada, _) = try pair()
        (ada.homes.lock.passphrase, ada.homes.lock.isLocked) = ("four warm words", true)
        ada.sit(typing: "four warm words")
        ada.press("sq")
        let outcome = ada.run([])
        #expect(outcome.errors.components(of: "Passphrase: ") == 1)
        #expect(outcome.output.contains("Skipped: “"))
    }

    @Test(arguments: [40, 80]) func `no line is wider than the terminal`(columns: Int) throws {
        let (ada, ben) = try pair()
        _ = ada.run("pledge", "add", "Phones away at dinner, on the shelf beside the door, from six to eight")
        _ = ben.run("answer", "founding/first-word", "--text", "light")
        try ada.home.sync()
        ada.sit(columns: columns)
        ada.press("q")
        let outcome = ada.run([])
        #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= columns })
        #expect(outcome.output.contains("· You: Phones away at dinner"))
    }
}

extension String {
    /// How often a part occurs.
    func components(of part: String) -> Int { ranges(of: part).count }
}
