import ClientCore
import Commands
import Support
import TestTraits
import Testing

/// How long each command may talk to a server, and when it doesn't contact one at all.
@Suite("How long a command waits for the server", .onOwnThreads)
struct BudgetTests {
    /// A command's budgets: none if the server isn't contacted, or `nil` for no limit.
    private func budgets(_ person: Person, _ arguments: [String]) -> [Duration?] {
        let before = person.home.budgets.count
        _ = person.run(arguments)
        return Array(person.home.budgets.dropFirst(before))
    }

    /// Every command that shows what the partner did.
    static let reading = [
        [], ["status"], ["today"], ["prompts"], ["show", "first-word"], ["timeline"], ["pledge", "list"], ["trends"],
        ["history", "first-word"], ["again", "first-word", "--compare"],
    ]

    @Test(arguments: reading)
    func `what only reads asks for a second at most, and not again within five seconds`(arguments: [String]) throws {
        let (ada, _) = try pair()
        try ada.home.sync()
        ada.home.clocks.ahead = 4
        #expect(budgets(ada, arguments) == [])
        ada.home.clocks.ahead = 5
        #expect(budgets(ada, arguments) == [.seconds(1)])
        // If the clock was set back, the last exchange is in the future: that is no reason never to sync again.
        ada.home.clocks.ahead = -3600
        #expect(budgets(ada, arguments) == [.seconds(1)])
    }

    @Test(arguments: reading) func `offline nothing is asked, however old it is`(arguments: [String]) throws {
        let (ada, _) = try pair()
        ada.home.clocks.ahead = 3600
        #expect(budgets(ada, arguments + ["--offline"]) == [])
    }

    @Test func `an answer to no named prompt asks first which one waits`() throws {
        let (ada, _) = try pair()
        ada.home.clocks.ahead = 5
        #expect(budgets(ada, ["answer", "--text", "Words.", "--draft"]) == [.seconds(1), .seconds(3)])
        #expect(budgets(ada, ["answer", "small-step", "--text", "Words.", "--draft"]) == [.seconds(3)])
    }

    @Test(arguments: [
        ["ask", "What did you dream?"], ["skip", "held-back"], ["pledge", "add", "Walk"],
        ["config", "cadence", "weekly"],
    ])
    func `what changes something is sent within three seconds`(arguments: [String]) throws {
        let (ada, _) = try pair()
        #expect(budgets(ada, arguments).last == .seconds(3))
    }

    @Test func `sync takes as long as it takes`() throws {
        let (ada, _) = try pair()
        #expect(budgets(ada, ["sync"]) == [nil])
    }
}
