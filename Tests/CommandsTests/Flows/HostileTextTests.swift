import Commands
import Models
import Presentation
import Support
import TestTraits
import Testing

/// What the partner writes is shown as plain text everywhere: it never moves the cursor or reverses a line.
@Suite("A partner's words in a terminal", .onOwnThreads)
struct HostileTextTests {
    private static let evil = "A\u{1B}[2J\u{9B}31m\u{202E}\u{7}Z"

    private static let deck = """
        id = "winter"
        title = "A\\u001B[2J\\u009B31m\\u202E\\u0007Z"
        about = "A\\u001B[2J\\u009B31m\\u202E\\u0007Z"

        [[prompt]]
        name = "lantern"
        question = "A\\u001B[2J\\u009B31m\\u202E\\u0007Z?"
        """

    /// Commands that show things. Whatever any of them shows of the partner's is checked here.
    private static let reading: [[String]] = [
        [], ["status"], ["today"], ["prompts"], ["prompts", "--deck", "winter"], ["show", "first-word"], ["show", "lantern"],
        ["history", "first-word"], ["timeline"], ["timeline", "--search", "A"], ["decks"], ["decks", "show", "winter"], ["pledge"],
        ["pledge", "list", "--all"], ["config"], ["config", "decks"], ["devices"], ["fingerprint"], ["trends"], ["open"], ["sync"],
        ["sync", "--explain"], ["doctor"], ["export", "--format", "markdown"], ["again"],
    ]

    private static func isSafe(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            scalar == "\n" || scalar.properties.generalCategory != .control && !("\u{202A}"..."\u{202E}").contains(scalar)
        }
    }

    @Test func `no command lets a partner's words reach the terminal as they are`() throws {
        let (ada, ben) = try pair()
        ben.files["winter.toml"] = Bytes(Self.deck.utf8)
        _ = ben.run("config", "name", Self.evil)
        #expect(ben.run("decks", "add", "winter.toml").status == .done)
        #expect(ben.run("ask", "Is it " + Self.evil + "?").status == .done)
        #expect(ben.run("pledge", "add", Self.evil).status == .done)
        _ = ada.run("answer", "first-word", "--text", "home")
        #expect(ben.run("answer", "first-word", "--text", Self.evil).status == .done)
        _ = ben.run("react", "first-word", Self.evil)
        _ = ben.run("reflect", "first-word", "--text", Self.evil)
        _ = ben.run("checkin", "--rate", "shame=2:" + Self.evil, "--yes")
        _ = ada.run("checkin", "--rate", "shame=3", "--yes")
        try ben.home.sync()
        try ada.home.sync()
        let shown = Self.reading.flatMap { arguments in
            [arguments, arguments + ["--json"]].map { (arguments: $0, outcome: ada.run($0)) }
        }
        for (arguments, outcome) in shown {
            #expect(Self.isSafe(outcome.output) && Self.isSafe(outcome.errors), "twofold \(arguments.joined(separator: " "))")
        }
        #expect(shown.contains { $0.arguments == ["decks"] && $0.outcome.output.contains("winter") })
        #expect(shown.contains { $0.arguments == ["show", "first-word"] && $0.outcome.output.contains("␛[2J") })
    }
}
