import Commands
import Models
import Presentation
import Support
import TestTraits
import Testing

@Suite("Decks", .onOwnThreads)
struct DecksTests {
    @Test func `a deck is added from a file, listed, shown and removed`() throws {
        let (ada, _) = try pair()
        ada.files["winter.toml"] = Bytes(Self.winter.utf8)
        let outcomes = [
            ada.run("decks", "add", "winter.toml"), ada.run("decks"), ada.run("decks", "show", "winter"),
            ada.run("decks", "show", "wimter"), ada.run("decks", "remove", "winter"), ada.run("decks", "list", "--json"),
        ]
        #expect(outcomes[0].output == "Added: Winter, 1 question. `twofold decks show winter` lists them. It went through.\n")
        #expect(outcomes[1].output.contains("winter         1 question, yours, not in the question of the day\n"))
        #expect(outcomes[2].output.contains("Where would you hang the lantern?"))
        #expect(outcomes[3].errors.contains("Did you mean winter?"))
        #expect(outcomes[4].output == "The deck winter is no longer offered. It went through.\n")
        #expect(!outcomes[5].output.contains("winter"))
        #expect(outcomes[5].output.contains(#""id":"founding""#))
    }

    @Test
    func `what was written to a deck's questions stays listed and is sealed by its short name, and a removal names it`() throws {
        let (ada, _) = try pair()
        ada.files["winter.toml"] = Bytes(Self.winter.utf8)
        _ = ada.run("decks", "add", "winter.toml")
        _ = ada.run("answer", "winter/lantern", "--text", "over the door", "--draft")
        ada.files["winter.toml"] = Bytes(Self.winter.replacing("lantern?", with: "lantern, and why?").utf8)
        let mended = ada.run("decks", "add", "winter.toml")
        let list = ada.run("prompts", "--deck", "winter")
        let sealed = ada.run("seal", "lantern")
        let removed = ada.run("decks", "remove", "winter")
        let history = ada.run("history", "lantern")
        let json = ada.run("prompts", "--json")
        #expect(mended.output.contains("Your draft for winter/lantern-"))
        #expect(mended.output.contains("stays. `twofold prompts` still lists them, after the others."))
        #expect(list.output.contains("(no longer in a deck) Where would you hang the lantern?"))
        #expect(sealed.output == "Sealed. It went through.\n")
        #expect(history.output.contains("over the door"))
        #expect(removed.output.hasPrefix("The deck winter is no longer offered. It went through.\n"))
        #expect(json.output.contains(#""is_offered":false"#))
    }

    @Test func `removing a deck says what of one's own it touches, and whom it keeps waiting`() throws {
        let (ada, ben) = try pair()
        ada.files["winter.toml"] = Bytes((Self.winter + Self.more).utf8)
        func answered() throws {
            _ = ada.run("decks", "add", "winter.toml")
            _ = ada.run("answer", "winter/lantern", "--text", "over the door", "--draft")
            _ = ada.run("answer", "winter/snow", "--text", "white")
            try ben.home.sync()
            _ = ben.run("answer", "winter/stove", "--text", "in the kitchen")
            try ada.home.sync()
        }
        try answered()
        let plain = ada.run("decks", "remove", "winter")
        try answered()
        let json = ada.run("decks", "remove", "winter", "--json")
        let text = plain.output.replacing("\n", with: " ").replacing(/-[0-9a-f]{10}/, with: "")
        #expect(
            text == "The deck winter is no longer offered. It went through. Your draft for winter/lantern stays. "
                + "What you sealed for winter/snow stays sealed. What Ben sealed for winter/stove still waits for your answer. "
                + "`twofold prompts` still lists them, after the others. ")
        #expect(json.output.contains(#""kept":["winter/lantern-"#))
    }

    @Test func `a broken file is told with its line, and changes nothing`() throws {
        let (ada, _) = try pair()
        ada.files["winter.toml"] = Bytes(Self.winter.replacing("question", with: "qestion").utf8)
        let outcome = ada.run("decks", "add", "winter.toml")
        let list = ada.run("decks", "--json")
        #expect(outcome.status == .failed)
        #expect(outcome.errors.hasPrefix("Line 6: there's no field “qestion”"))
        #expect(outcome.errors.contains("Nothing was changed."))
        #expect(!list.output.contains("winter"))
    }

    @Test func `a file that is not there is said to be`() throws {
        let outcome = try pair().ada.run("decks", "add", "nowhere.toml", "--json")
        #expect(outcome.output.contains(#""code":"file_unreadable""#))
    }

    private static let winter = """
        id = "winter"
        title = "Winter"

        [[prompt]]
        name = "lantern"
        question = "Where would you hang the lantern?"
        """

    private static let more = """


        [[prompt]]
        name = "snow"
        question = "What colour is the snow where you are?"

        [[prompt]]
        name = "stove"
        question = "Where in the house would you put the stove?"
        """
}
