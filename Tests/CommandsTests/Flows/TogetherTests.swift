import ClientCore
import Commands
import Machine
import Presentation
import Support
import TestTraits
import Testing

@Suite("Reading together", .onOwnThreads)
struct TogetherTests {
    /// Both have answered `first-word`; Ada hasn't looked yet.
    private static func opened() throws -> Person {
        let (ada, ben) = try pair()
        _ = ada.run("answer", "first-word", "--text", "home")
        _ = ben.run("answer", "first-word", "--text", "light \u{1B}[2J")
        try ada.home.sync()
        return ada
    }

    @Test func `what opened this very moment is there, though the last sync was just before`() throws {
        let (ada, ben) = try pair()
        _ = ada.run("answer", "first-word", "--text", "home")
        _ = ben.run("answer", "first-word", "--text", "light")
        let offline = ada.run("open", "--offline")
        let opened = ada.run("open")
        #expect(offline.output == "Nothing new has been revealed since you last looked.\n")
        #expect(opened.output.contains("light"))
    }

    @Test func `on a narrow terminal mine is shown, and theirs at a key`() throws {
        let ada = try Self.opened()
        ada.sit(columns: 60)
        var before = ""
        ada.console.whileWaiting = { before = ada.console.output }
        let after = ada.run("open")
        let again = ada.run("open")
        #expect(before.contains("\nYou  "))
        #expect(before.hasSuffix("  home\n\nPress any key to see what Ben wrote."))
        #expect(!before.contains("light"))
        #expect(after.output.contains("\r\u{1B}[2KBen  "))
        #expect(after.output.contains("  light ␛[2J\n\n`twofold reflect first-word` says more under it;"))
        #expect(again.output == "Nothing new has been revealed since you last looked.\n")
    }

    @Test func `on a wide terminal theirs unfolds beside mine`() throws {
        let ada = try Self.opened()
        ada.sit(columns: 100)
        var before = ""
        ada.console.whileWaiting = { before = ada.console.output }
        let after = ada.run("open")
        #expect(!before.contains("light"))
        #expect(after.output.contains("\r\u{1B}[3A\u{1B}[J"))
        #expect(after.output.contains("home" + String(repeating: " ", count: 47) + "light ␛[2J\n\n`twofold reflect"))
    }

    @Test(arguments: [60, 100])
    func `where the reading was stopped and goes on, what was on the screen is there again`(columns: Int) throws {
        let ada = try Self.opened()
        ada.sit(columns: columns)
        ada.console.keys = [.resumed, .pressed(0x20)]
        var screens: [String] = []
        ada.console.whileWaiting = { screens.append(ada.console.output) }
        let output = ada.run("open").output
        #expect(screens.count == 2 && screens[1] == screens[0] + screens[0])
        #expect(output.contains("light"))
    }

    @Test(arguments: [40, 100]) func `nothing scrolls away before it was read`(columns: Int) throws {
        let (ada, ben) = try pair()
        let lines = (1...60).map { "line \($0)." }
        _ = ada.run("answer", "first-word", "--text", lines.map { "My " + $0 }.joined(separator: "\n"))
        _ = ben.run("answer", "first-word", "--text", lines.map { "Their " + $0 }.joined(separator: "\n"))
        try ada.home.sync()
        ada.sit(columns: columns)
        ada.console.rows = 20
        ada.console.hasPager = false
        var lengths: [Int] = []
        ada.console.whileWaiting = { lengths.append(ada.console.output.count { $0 == "\n" }) }
        let output = ada.run("open").output
        lengths.append(output.count { $0 == "\n" })
        let screens = zip(lengths, [0] + lengths).map(-)
        #expect(screens.count > 6)
        // The pager's prompt is on the last line, and finally the shell's.
        #expect(screens.allSatisfy { $0 < 20 })
        #expect((1...60).allSatisfy { output.contains("My line \($0).") && output.contains("Their line \($0).") })
    }

    @Test func `without a terminal everything is printed, and as JSON too`() throws {
        let plain = try Self.opened().run("open")
        let json = try Self.opened().run("open", "--json")
        #expect(plain.output.hasSuffix("  light ␛[2J\n"))
        #expect(!plain.output.contains("Any key"))
        #expect(json.output.contains(#""round":1,"mine":{"text":"home""#))
        #expect(json.output.contains(#""theirs":{"text":"light \u001b[2J""#))
    }

    @Test(arguments: [["--json"], []])
    func `where the home takes nothing, what opened is shown and nothing else said, and opens again`(form: [String]) throws {
        let ada = try Self.opened()
        let command = ["open", "--offline"] + form
        let shown = Person(ada.home, client: try ada.home.process(endingAt: 0, .before)).run(command)
        let again = ada.run(command)
        #expect(shown.status == .done)
        #expect(shown.errors.isEmpty)
        #expect(shown.output.contains("home") && shown.output == again.output)
    }

    @Test func `sync says what it did, and prints no words`() throws {
        let (ada, ben) = try pair()
        _ = ada.run("answer", "first-word", "--text", "home")
        _ = ben.run("answer", "first-word", "--text", "light")
        let opened = ada.run("sync")
        let nothing = ada.run("sync")
        let json = ada.run("sync", "--json")
        ada.home.isOffline = true
        let offline = ada.run("sync", "--json")
        #expect(opened.output.hasSuffix("Revealed: founding/first-word. Read it: `twofold open`\n"))
        #expect(nothing.output == "Up to date; nothing new.\n")
        #expect(json.output == #"{"pushed":0,"pulled":0,"pending":0,"opened":[]}"# + "\n")
        #expect(offline.status == .failed)
        #expect(offline.output.hasPrefix(#"{"pushed":0,"pulled":0,"pending":0,"opened":[],"error":{"code":"unreachable""#))
        #expect(!opened.output.contains("light"))
    }

    @Test func `notices are told once, beside the result`() throws {
        let (ada, ben) = try pair()
        _ = ada.run("status")
        _ = ben.run("leave", "--yes")
        _ = try ada.home.client.sync(budget: nil)
        let first = ada.run("status")
        let second = ada.run("status")
        #expect(first.errors == "Ben has left. What was revealed stays readable here; nothing new can be sealed or sent.\n")
        #expect(second.errors.isEmpty)
        #expect(second.output.hasPrefix("Ben has left\n"))
    }
}
