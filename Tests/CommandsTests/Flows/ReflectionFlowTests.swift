import ClientCore
import Commands
import Presentation
import Support
import TestTraits
import Testing

@Suite("Reactions and reflections", .onOwnThreads)
struct ReflectionFlowTests {
    /// Both have answered `first-word`, and Ada has looked.
    private static func opened() throws -> (ada: Person, ben: Person) {
        let (ada, ben) = try pair()
        _ = ada.run("answer", "first-word", "--text", "home")
        _ = ben.run("answer", "first-word", "--text", "light")
        _ = ada.run("sync")
        _ = ada.run("open")
        return (ada, ben)
    }

    @Test func `what is said arrives, is told of once, and shown`() throws {
        let (ada, ben) = try Self.opened()
        ben.console.input = Array("The kettle.\n".utf8)
        var outcomes = [ben.run("reflect", "--file", "-"), ben.run("react", "first-word", "🌱"), ada.run("sync"), ada.run("status")]
        outcomes += [ada.run("open", "--offline"), ada.run("open", "--offline"), ada.run("status")]
        outcomes.append(ada.run("show", "first-word", "--json"))
        #expect(outcomes[0].output == "Said under founding/first-word. It went through.\n")
        #expect(outcomes[1].output == "Left 🌱 under founding/first-word. It went through.\n")
        #expect(!outcomes[2].output.contains("kettle") && !outcomes[2].errors.contains("kettle"))
        #expect(outcomes[3].output.contains("Ben left something under founding/first-word. Read it: `twofold open`"))
        #expect(outcomes[4].output.hasSuffix("  The kettle.\n\nBen 🌱\n"))
        #expect(outcomes[5].output == "Nothing new has been revealed since you last looked.\n")
        #expect(!outcomes[6].output.contains("Ben left"))
        #expect(outcomes[7].output.contains(#""reflections":[{"by_me":false,"text":"The kettle.""#))
        #expect(outcomes[7].output.contains(#""reactions":{"mine":null,"theirs":"🌱"}"#))
    }

    @Test func `showing it counts as well`() throws {
        let (ada, ben) = try Self.opened()
        _ = ben.run("reflect", "first-word", "--text", "The kettle.")
        _ = ada.run("sync")
        _ = ada.run("show", "first-word")
        let status = ada.run("status", "--json")
        #expect(status.output.contains(#""remarked":[]"#))
    }

    @Test func `an edit that came too late is said as a reflection`() throws {
        let (ada, ben) = try pair()
        _ = ada.run("answer", "first-word", "--text", "home")
        _ = ada.run("answer", "first-word", "--text", "home, and more", "--offline")
        _ = ben.run("answer", "first-word", "--text", "light")
        let late = ada.run("sync")
        let history = ada.run("history", "first-word")
        let number = try #require(history.output.firstMatch(of: /--version ([0-9]+)/)?.output.1)
        let said = ada.run("reflect", "first-word", "--version", String(number))
        let shown = ada.run("show", "first-word")
        #expect(late.errors.contains("`twofold reflect founding/first-word --version N` says them under it"))
        #expect(history.output.contains("says version"))
        #expect(said.output == "Said under founding/first-word. It went through.\n")
        #expect(shown.output.contains("You, looking back"))
        #expect(shown.output.contains("  home, and more\n"))
    }

    @Test func `in the editor the words stay in its file until they are said`() throws {
        let (ada, _) = try Self.opened()
        ada.sit()
        ada.press("es")
        ada.editor.writes = [{ _ in "From the" }, { $0 + " editor." }]
        let failing = Person(ada.home, client: try ada.home.process(endingAt: 0, .before))
        failing.sit()
        failing.press("s")
        failing.editor.writes = [{ _ in "Kept." }]
        let before = (failing.run("reflect", "first-word", "--offline"), failing.editor.isDiscarded)
        let after = ada.run("reflect", "first-word")
        let heading = ada.editor.headings.first ?? ""
        let isDiscarded = ada.editor.isDiscarded
        #expect(before.0.status == .failed)
        #expect(before.0.errors.replacing("\n", with: " ").contains("Your words are safe in /home/drafts/words.txt."))
        #expect(!before.1)
        #expect(after.output == "Said under founding/first-word. It went through.\n")
        #expect(
            after.errors.contains("Ben will read:\n  From the editor.\n\nSay it for good, keep a draft, or edit? [s/d/e] "))
        #expect(isDiscarded)
        #expect(heading.contains("home") && heading.contains("light"))
    }

    @Test func `words from the editor are said only where somebody says so, and are kept until then`() throws {
        let (ada, _) = try Self.opened()
        ada.sit()
        ada.press("whatd")
        ada.editor.writes = [{ _ in "Not yet." }]
        let kept = ada.run("reflect", "first-word")
        let isDiscarded = ada.editor.isDiscarded
        ada.sit()
        ada.press("s")
        let said = ada.run("reflect", "first-word")
        let reflections = try ada.home.client.show(.firstWord).rounds.last?.reflections.map(\.text)
        #expect(kept.output.isEmpty && kept.status == .done)
        #expect(kept.errors.contains("Kept for later, for you alone. Go on with\n`twofold reflect founding/first-word --round 1`"))
        #expect(!isDiscarded)
        #expect(said.output == "Said under founding/first-word. It went through.\n")
        #expect(reflections == ["Not yet."])
    }

    @Test(arguments: [
        ["reflect"], ["reflect", "first-word"], ["reflect", "nothing-like-it"], ["reflect", "first-word", "--round", "7"],
    ])
    func `words that cannot be said are kept`(command: [String]) throws {
        let (ada, _) = try pair()
        ada.console.input = Array("Dear words.\n".utf8)
        let outcome = ada.run(command + ["--file", "-"])
        let rescued = ada.homes.rescued
        #expect(outcome.status == .failed)
        #expect(rescued == ["Dear words."])
        #expect(outcome.errors.contains("Your words are safe in /home/rescued/words-1.txt."))
    }

    @Test(arguments: [
        (["react", "first-word", "♥♥"], "A reaction is a single character: ♥ 🌱"),
        (["react", "first-word"], "Give a reaction, such as one of ♥ 🌱"),
        (["react", "first-word", "♥", "--remove"], "Give a reaction, such as one of ♥ 🌱"),
        (["react", "felt-connected", "♥"], "That round isn't revealed yet."),
        (["reflect", "--version", "1"], "Name the question whose version it is."),
        (["reflect", "first-word", "--version", "9"], "There's no version with that number."),
        (["reflect", "first-word", "--text", " "], "There are no words in it"),
        (["timeline", "--month", "11/2026"], "Write a month as 2026-11."),
        (["again", "first-word", "--compare"], "There aren't two revealed rounds to compare yet."),
        (["again", "first-word", "--rounds", "1,2"], "--rounds goes with --compare."),
        (["again", "first-word", "--compare", "--rounds", "2,2"], "Write two rounds as 1,3."),
    ])
    func `what cannot be is said plainly`(command: [String], message: String) throws {
        let outcome = try Self.opened().ada.run(command)
        #expect(outcome.status != .done)
        #expect(outcome.errors.replacing("\n", with: " ").contains(message))
    }

    @Test func `two rounds stand side by side, one's own and the partner's`() throws {
        let (ada, ben) = try Self.opened()
        let begun = ada.run("again", "first-word")
        _ = ada.run("answer", "first-word", "--text", "still home")
        _ = ben.run("sync")
        _ = ben.run("answer", "first-word", "--text", "still light")
        _ = ada.run("sync")
        ada.console.columns = 80
        let wide = ada.run("again", "first-word", "--compare")
        ada.console.columns = 40
        let narrow = ada.run("again", "first-word", "--compare", "--rounds", "2,1")
        let json = ada.run("again", "first-word", "--compare", "--json")
        #expect(begun.output == "Round 2 of founding/first-word has started. It went through.\n")
        #expect(wide.output.contains("\nhome" + String(repeating: " ", count: 37) + "still home\n"))
        #expect(wide.output.hasSuffix("\nlight" + String(repeating: " ", count: 36) + "still light\n"))
        #expect(wide.output.contains("Round 1, you  "))
        #expect(narrow.output.contains("  home\n\nRound 2, you  "))
        #expect(json.output.contains(#""rounds":[{"number":1,"#))
    }

    @Test func `the timeline finds what one may read, and says what is not open`() throws {
        let (ada, ben) = try Self.opened()
        _ = ada.run("answer", "felt-connected", "--text", "a lighthouse")
        _ = ben.run("answer", "hard-to-open", "--text", "a light of mine")
        _ = ada.run("sync")
        let all = ada.run("timeline")
        let found = ada.run("timeline", "--search", "light")
        let json = ada.run("timeline", "--json")
        let none = ada.run("timeline", "--month", "1999-01")
        #expect(all.output.contains("founding/first-word") && !all.output.contains("lighthouse"))
        #expect(found.output.contains("You  a lighthouse\n    founding/felt-connected · not revealed yet\n"))
        #expect(found.output.contains("founding/first-word") && !found.output.contains("of mine"))
        #expect(json.output.hasPrefix(#"[{"prompt":"founding/first-word","question":"#))
        #expect(none.output == "Nothing was revealed in that month.\n")
    }
}
