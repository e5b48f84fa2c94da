import Catalogue
import ClientCore
import Commands
import Models
import Presentation
import Support
import TestTraits
import Testing
import Wire

/// What is shown is as recent as possible, or says how old it is.
@Suite("How recent it is what is shown", .onOwnThreads)
struct RefreshTests {
    /// Ben seals after Ada's last sync, which was a minute ago.
    private func meanwhile(_ arguments: [String]) throws -> Outcome {
        let (ada, ben) = try pair()
        try ada.home.sync()
        _ = ben.run("answer", "founding/first-word", "--text", "light")
        ada.home.clocks.ahead = 60
        return ada.run(arguments)
    }

    @Test(arguments: [
        (["status"], "Waiting for you: founding/first-word."), ([], "Waiting for you: founding/first-word."),
        (["today", "--json"], #""last_sync""#), (["answer", "--text", "Words.", "--draft"], "Answering founding/first-word."),
        (["show", "first-word"], "Ben has answered."),
    ])
    func `what the partner sealed meanwhile is there`(arguments: [String], sentence: String) throws {
        let outcome = try meanwhile(arguments)
        #expect(outcome.status == .done)
        #expect(!outcome.output.contains("Nothing is waiting"))
        if arguments.first != "today" { #expect((outcome.output + outcome.errors).contains(sentence)) }
    }

    @Test func `the prompt of the day says that the partner has sealed it`() throws {
        let (ada, ben) = try pair()
        let prompt = try #require(try ada.home.client.today(on: .init(number: 20_605), about: nil).prompt?.id)
        _ = ben.run("answer", prompt.description, "--text", "light")
        ada.home.clocks.ahead = 60
        let outcome = ada.run("today")
        #expect(outcome.output.contains("Ben has answered."))
    }

    @Test(arguments: BudgetTests.reading + [["open"], ["answer", "--text", "Words.", "--draft"]])
    func `where nothing new can be fetched it is said how old it is`(arguments: [String]) throws {
        let (ada, _) = try pair()
        try ada.home.sync()
        ada.home.clocks.ahead = 7200
        let offline = ada.run(arguments + ["--offline"])
        ada.home.isOffline = true
        let outcome = ada.run(arguments)
        let json = ada.run(arguments + ["--json"])
        let said = "The server can't be reached. You're seeing it as it was 2 hours ago.\n"
        #expect(outcome.errors.contains(said))
        #expect(!offline.errors.contains("What you see"))
        #expect(json.errors.isEmpty)
        #expect(outcome.status == offline.status)
    }

    @Test func `a check-in says it too, before the sheet`() throws {
        let (ada, _) = try pair()
        ada.home.clocks.ahead = 7200
        ada.home.isOffline = true
        let outcome = ada.run("checkin", "--rate", "trusting=8", "--draft")
        #expect(outcome.errors.hasPrefix("The server can't be reached. You're seeing it as it was 2 hours ago.\n"))
    }

    @Test(arguments: [502, 401]) func `a proxy in the server's place is named there as well`(status: Int) throws {
        let (ada, _) = try pair()
        ada.home.clocks.ahead = 7200
        ada.home.transport.rewrite = { _, _ in TransportReply(status: status, body: []) }
        let outcome = ada.run("status")
        #expect(outcome.status == .done)
        #expect(outcome.errors.hasPrefix(status == 502 ? "A proxy answers, but finds no server behind it." : "Something in front"))
        #expect(outcome.errors.contains("You're seeing it as it was 2 hours ago.\n"))
    }

    @Test func `a home that takes nothing just now is read all the same`() throws {
        let (ada, _) = try pair()
        ada.home.clocks.ahead = 60
        let outcome = Person(ada.home, client: try ada.home.readOnly()).run("status")
        #expect(outcome.status == .done)
        #expect(outcome.output.contains("Ada and Ben"))
        #expect(outcome.errors.contains("You're seeing it as it was 1 minute ago."))
    }

    @Test(arguments: [
        ["status"], ["timeline"], ["timeline", "--search", "home"], ["show", "first-word"], ["open"], ["prompts"], ["today"],
        ["history", "first-word"], ["export"], ["devices"], ["fingerprint"], ["config"], ["trends"], ["pledge"], ["decks"],
        ["prompts", "--json"], ["status", "--json"], [],
    ])
    func `whatever only reads can be done in a home that can only be read`(command: [String]) throws {
        let couple = try TestPair.opened()
        couple.ada.clocks.ahead = 60
        let outcome = Person(couple.ada, client: try couple.ada.readOnly()).run(command)
        #expect(outcome.status == .done, "\(outcome)")
        #expect(!outcome.output.isEmpty)
    }

    @Test func `doctor says of a home that can only be read that nothing can be saved`() throws {
        let couple = try TestPair.opened()
        let outcome = Person(couple.ada, client: try couple.ada.readOnly()).run("doctor")
        #expect(outcome.status == .failed)
        #expect(outcome.output.contains("The home is readable, but read-only: nothing new can be saved."))
    }

    @Test func `without a server, and after leaving, nobody is told that none answers`() throws {
        let (ada, _) = try pair()
        _ = try ada.home.client.leave()
        ada.home.clocks.ahead = 60
        let alone = try beginner().run("status")
        let left = ada.run("status")
        for outcome in [alone, left] { #expect(!outcome.errors.contains("What you see")) }
    }

    @Test func `whoever looks for the fingerprint as soon as the partner has joined, has it`() throws {
        let world = try World()
        let (ada, ben) = (Person(try TestHome(world, seed: 1)), Person(try TestHome(world, seed: 2)))
        _ = ada.run("init", "--name", "Ada", "--server", World.address)
        let code = try #require(ada.run("invite", "--json").output.firstMatch(of: /"code":"([^"]+)"/)).output.1
        _ = ben.run("join", String(code), "--name", "Ben")
        let outcome = ada.run("fingerprint")
        #expect(outcome.status == .done)
    }
}
