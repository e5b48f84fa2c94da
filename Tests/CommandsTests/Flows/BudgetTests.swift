import ClientCore
import Commands
import Support
import Testing

/// How long each command may speak with a server, and when it does not ask at all.
@Suite struct BudgetTests {
    /// What a command allows: nothing asked, seconds, or as long as it takes.
    private func budgets(_ person: Person, _ arguments: [String]) -> [Double?] {
        let before = person.home.budgets.count
        _ = person.run(arguments)
        return Array(person.home.budgets.dropFirst(before))
    }

    @Test(arguments: [
        ["prompts"], ["show", "first-word"], ["timeline"], ["pledge", "list"], ["trends"], ["again", "first-word"],
    ])
    func `what only reads asks for a second at most, and not again within a minute`(arguments: [String]) async throws {
        try await offThePool {
            let (ada, _) = try pair()
            try ada.home.sync()
            ada.home.clocks.ahead = 59
            #expect(budgets(ada, arguments).allSatisfy { $0 != 1 })
            ada.home.clocks.ahead = 60
            let asked = budgets(ada, arguments)
            #expect(asked.allSatisfy { $0 == 1 || $0 == 3 })
            if !["again", "pledge", "prompts"].contains(arguments[0]) { #expect(asked == [1], "\(arguments)") }
            // Under a clock that was set back the last exchange is in the future: that is no reason never to ask again.
            ada.home.clocks.ahead = -3600
            if asked.first == 1 { #expect(budgets(ada, arguments).first == 1) }
        }
    }

    @Test(arguments: [
        ["ask", "What did you dream?"], ["skip", "held-back"], ["pledge", "add", "Walk"],
        ["config", "cadence", "weekly"],
    ])
    func `what changes something is sent within three seconds`(arguments: [String]) async throws {
        try await offThePool {
            let (ada, _) = try pair()
            #expect(budgets(ada, arguments).last == 3)
        }
    }

    @Test func `sync takes as long as it takes`() async throws {
        try await offThePool {
            let (ada, _) = try pair()
            #expect(budgets(ada, ["sync"]) == [nil])
        }
    }
}
