import ClientCore
import Commands
import Models
import Presentation
import Support
import TestTraits
import Testing

@Suite("What a partner did is said first", .onOwnThreads)
struct NewsFlowTests {
    /// Ben asked, pledged and paused; Ada has synced, and was told nothing yet.
    private func eventful() throws -> (ada: Person, ben: Person) {
        let (ada, ben) = try pair()
        try ada.home.sync()
        try ada.home.client.markNewsTold()
        _ = ben.run("ask", "--name", "dream", "What did you dream of?")
        _ = ben.run("pledge", "add", "Phones away at dinner")
        _ = ben.run("config", "pause", "on")
        try ada.home.sync()
        return (ada, ben)
    }

    @Test func `status says it before anything else, and what is told is told once`() throws {
        let (ada, _) = try eventful()
        let lines = ada.run("status").output.split(separator: "\n").map(String.init)
        #expect(lines[1] == "Ben made a pledge: “Phones away at dinner”")
        #expect(lines[2].hasPrefix("Ben paused the daily question. It rests for both of you from "))
        #expect(lines.contains { $0.hasPrefix("Ben asks you: “What did you dream of?” `twofold answer dream`") })
        let again = ada.run("status").output
        #expect(!again.contains("pledge") && again.contains("Ben asks you: “What did you dream of?”"))
    }

    @Test func `the menu says it, without commands, and offers the question`() throws {
        let (ada, _) = try eventful()
        ada.sit()
        ada.press("q")
        let menu = ada.run([]).output
        #expect(menu.contains("Ben asks you: “What did you dream of?”\n"))
        #expect(menu.contains("Ben made a pledge: “Phones away at dinner”"))
        #expect(menu.contains("Enter answer"))
    }

    @Test func `sync says it on a terminal, and no one's words to a log`() throws {
        let (ada, ben) = try eventful()
        let log = ada.run("sync").output
        #expect(!log.contains("dream") && !log.contains("dinner"))
        ada.sit()
        #expect(ada.run("sync").output.hasPrefix("Ben made a pledge: “Phones away at dinner”\n"))
        #expect(!ada.run("sync").output.contains("dinner"))
        #expect(!ben.run("status").output.contains("asks"))
    }

    @Test func `a question goes by its name, can be changed, and is taken back`() throws {
        let (ada, ben) = try eventful()
        #expect(ben.run("ask", "--change", "dream", "What do you dream of?").status == .done)
        try ada.home.sync()
        #expect(ada.run("status").output.contains("“What do you dream of?”"))
        #expect(ada.run("ask", "--take-back", "dream").errors.contains("isn't a question that you asked"))
        #expect(ben.run("ask", "--take-back", "dream").status == .done)
        try ada.home.sync()
        #expect(!ada.run("status").output.contains("asks you"))
        #expect(ben.run("ask", "--take-back", "dream", "Why?").status == .usage)
    }

    @Test func `a draft is remembered`() throws {
        let (ada, _) = try pair()
        _ = ada.run("answer", "first-word", "--text", "Rain, or", "--draft")
        #expect(ada.run("status").output.contains("`twofold answer founding/first-word` goes on from there."))
    }

    @Test func `config says what holds today, and what from which day on`() throws {
        let (ada, _) = try pair()
        _ = ada.run("config", "pause", "on")
        #expect(ada.run("config", "pause").output.firstMatch(of: /^off today; on from .+ on\n/) != nil)
        #expect(ada.run("today").output.contains("pause"))
    }

    @Test func `a pause that hasn't begun is taken back, and nothing is said of days gone by`() throws {
        let (ada, _) = try pair()
        _ = ada.run("config", "pause", "on")
        #expect(ada.run("config", "pause", "off").output.hasPrefix("You aren't pausing. "))
        #expect(ada.run("config", "depth", "2").output.hasPrefix("depth is 2, as it is today. "))
    }
}
