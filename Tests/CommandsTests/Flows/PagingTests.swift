import Commands
import Presentation
import Support
import TestTraits
import Testing

@Suite("The pager", .onOwnThreads)
struct PagingTests {
    @Test(arguments: [["prompts"], ["show", "first-word"], ["--help"], ["help", "answer"], ["answer", "--help"]])
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

    @Test func `what opens is never behind a pager`() throws {
        let (ada, ben) = try pair()
        for person in [ada, ben] { _ = person.run("answer", "first-word", "--text", "Tea.") }
        _ = ada.run("sync")
        ada.sit()
        ada.console.rows = 1
        let opened = ada.run("open")
        let paged = ada.console.paged
        #expect(opened.output.contains("Tea."))
        #expect(paged.isEmpty)
    }

    @Test func `nor is an error`() throws {
        let ada = try beginner()
        ada.sit()
        ada.console.rows = 1
        #expect(ada.run("prompts", "--nonsense").status == .usage)
        #expect(ada.console.paged.isEmpty)
    }
}
