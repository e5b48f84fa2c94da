import Commands
import Presentation
import Support
import TestTraits
import Testing

@Suite("The pager", .onOwnThreads)
struct PagingTests {
    @Test(arguments: [
        ["prompts"], ["decks"], ["decks", "show", "openers"], ["show", "first-word"], ["--help"], ["help", "answer"],
        ["answer", "--help"],
    ])
    func `what is longer than the terminal goes through a pager`(arguments: [String]) throws {
        let ada = try beginner()
        ada.sit()
        let whole = ada.run(arguments)
        let lines = whole.output.split(separator: "\n", omittingEmptySubsequences: false).count - 1
        ada.console.rows = lines + 1
        #expect(ada.run(arguments) == whole)
        #expect(ada.console.paged.isEmpty)
        ada.console.rows = lines
        #expect(ada.run(arguments) == whole)
        #expect(ada.console.paged == whole.output)
    }

    @Test func `nothing does where nobody sits at a terminal, or a script reads`() throws {
        let ada = try beginner()
        ada.console.rows = 1
        #expect(ada.run("prompts").status == .done)
        ada.console.isTerminal = true
        #expect(ada.run("prompts").status == .done)
        ada.console.isInteractive = true
        #expect(ada.run("prompts", "--json").status == .done)
        #expect(ada.console.paged.isEmpty)
    }

    @Test func `what opens is paged in its parts, so that nothing is seen before its time`() throws {
        let (ada, ben) = try pair()
        for person in [ada, ben] { _ = person.run("answer", "first-word", "--text", "Tea.") }
        _ = ada.run("sync")
        ada.sit()
        ada.console.rows = 5
        var paged: [String] = []
        ada.console.whileWaiting = { paged.append(ada.console.paged) }
        let opened = ada.run("open")
        #expect(opened.output.components(of: "Tea.") == 2)
        #expect(paged.first.map { $0.components(of: "Tea.") } == 1)
    }

    @Test func `nor is an error`() throws {
        let ada = try beginner()
        ada.sit()
        ada.console.rows = 1
        #expect(ada.run("prompts", "--nonsense").status == .usage)
        #expect(ada.console.paged.isEmpty)
    }
}
