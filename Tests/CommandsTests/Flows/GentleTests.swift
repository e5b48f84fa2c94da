import Commands
import Presentation
import Support
import TestTraits
import Testing

@Suite("What can stir something painful says so before anyone writes, and where to turn is a command away", .onOwnThreads)
struct GentleTests {
    @Test(arguments: [("held-back", false), ("honest-no", true)])
    func `the editor's heading says it`(prompt: String, isStrong: Bool) throws {
        let person = try beginner()
        person.editor.writes = [{ _ in "a thought" }]
        _ = person.run("answer", prompt)
        let heading = try #require(person.editor.headings.first)
        #expect(heading.contains("\n\nThis one can stir painful memories. Skipping is always fine."))
        #expect(heading.contains("`twofold help support` says where to turn.") == isStrong)
    }

    @Test func `most headings say nothing`() throws {
        let person = try beginner()
        person.editor.writes = [{ _ in "a thought" }]
        _ = person.run("answer", "first-word")
        #expect(person.editor.headings.first?.contains("Skipping") == false)
    }

    @Test func `lists mark such questions, and say what the marks mean`() throws {
        let person = try beginner()
        for outcome in [person.run("prompts", "--deck", "engulfment"), person.run("decks", "show", "engulfment")] {
            let shown = outcome.output.replacing("\u{A0}", with: " ")
            #expect(shown.contains("\u{2248} What helps you say an honest no"))
            #expect(shown.contains("~ Where did you find a corner of your own"))
            #expect(shown.contains("~ skipping is always fine"))
            #expect(shown.contains("\u{2248} also: twofold help support"))
        }
        let light = person.run("decks", "show", "openers").output
        #expect(!light.contains("~") && !light.contains("\u{2248}"))
    }

    @Test func `scripts read the level, beside the field they know`() throws {
        let person = try beginner()
        let json = person.run("prompts", "--deck", "engulfment", "--json").output
        #expect(json.contains(#""is_gentle":true,"is_offered":true,"gentleness":"strong","#))
        #expect(json.contains(#""is_gentle":true,"is_offered":true,"gentleness":"gentle","#))
        #expect(person.run("decks", "--json").output.contains(#""is_opt_in":true"#))
    }

    @Test func `decks for a certain life say that they are only for those who choose them`() throws {
        let list = try beginner().run("decks").output
        #expect(list.contains("grief          24 questions, only if you choose it"))
        #expect(list.contains("money          41 questions\n"))
    }

    @Test func `support says where to turn, as a command and in the help`() throws {
        let person = try newcomer()
        for outcome in [person.run("support"), person.run("help", "support")] {
            #expect(outcome.status == .done)
            let words = [
                "emergency number", "findahelpline.com", "hotpeachpages.net", "a doctor", "someone you trust", "isn't therapy",
            ]
            for word in words {
                #expect(outcome.output.replacing("\n", with: " ").contains(word), "\(word)")
            }
            #expect(outcome.output.contains("afraid of your partner") && outcome.output.contains("who uses this computer"))
        }
        #expect(person.run("support", "--json").output.hasPrefix(#"{"support":["#))
    }

    // MARK: What is suggested

    @Test func `a question about what weighs comes from the decks that are asked, and from others when told`() throws {
        let (ada, _) = try pair()
        _ = ada.run("config", "decks", "openers,play,money")
        ada.home.clocks.ahead = 4 * 86_400
        let mine = ada.run("today", "--for", "busyness", "--offline", "--json")
        let none = ada.run("today", "--for", "conflict", "--offline")
        let all = ada.run("today", "--for", "conflict", "--all-decks", "--offline", "--json")
        #expect(mine.output.contains(#""instead":{"id":"money/hour-or-money""#))
        #expect(none.output.hasPrefix("You've answered or skipped every question about this in your decks"))
        #expect(none.output.contains("`twofold today --for conflict --all-decks` looks in the others."))
        #expect(all.output.contains(/"instead":\{"id":"(conflict|founding|communication|repair|digital)\//))
        #expect(ada.run("today", "--all-decks").status == .usage)
    }

    @Test func `the question of the day says what it was chosen for`() throws {
        let (ada, ben) = try pair()
        let chosen = ada.run("config", "follow", "check-ins")
        for (person, rate) in [(ada, "busyness=8"), (ben, "busyness=7")] { _ = person.run("checkin", "--rate", rate, "--yes") }
        for person in [ada, ben] { try person.home.sync() }
        ada.home.clocks.ahead = 2 * 86_400
        #expect(
            chosen.output.hasPrefix("What weighs on you both in your check-ins is asked about first, from Wednesday, 3 June on."))
        #expect(ada.run("today", "--offline").output.hasPrefix("Because busyness weighs on you both.\n\n"))
        #expect(ada.run("today", "--offline", "--json").output.contains(#""because":"busyness"}"#))
        #expect(ada.run("config", "follow", "off").output.hasPrefix("Your check-ins no longer decide what you're asked, from "))
    }
}
