import Commands
import Models
import Support
import Testing

@Suite struct DecksTests {
    @Test func `a deck is added from a file, listed, shown and removed`() async throws {
        let outcomes = try await offThePool {
            let (ada, _) = try pair()
            ada.files["winter.toml"] = Bytes(Self.winter.utf8)
            return [
                ada.run("decks", "add", "winter.toml"), ada.run("decks"), ada.run("decks", "show", "winter"),
                ada.run("decks", "show", "wimter"), ada.run("decks", "remove", "winter"), ada.run("decks", "list", "--json"),
            ]
        }
        #expect(outcomes[0].output == "Added: Winter, 1 prompt. `twofold decks show winter` lists them. It went through.\n")
        #expect(outcomes[1].output.contains("winter         1 prompt, yours, not in the prompt of the day\n"))
        #expect(outcomes[2].output.contains("Where would you hang the lantern?"))
        #expect(outcomes[3].errors.contains("Did you mean winter?"))
        #expect(outcomes[4].output == "The deck winter is offered no more. It went through.\n")
        #expect(!outcomes[5].output.contains("winter"))
        #expect(outcomes[5].output.contains(#""id":"founding""#))
    }

    @Test func `a broken file is told with its line, and changes nothing`() async throws {
        let (outcome, list) = try await offThePool {
            let (ada, _) = try pair()
            ada.files["winter.toml"] = Bytes(Self.winter.replacing("question", with: "qestion").utf8)
            return (ada.run("decks", "add", "winter.toml"), ada.run("decks", "--json"))
        }
        #expect(outcome.status == .failed)
        #expect(outcome.errors.hasPrefix("Line 5: nothing is known of “qestion”"))
        #expect(outcome.errors.contains("Nothing was changed."))
        #expect(!list.output.contains("winter"))
    }

    @Test func `a file that is not there is said to be`() async throws {
        let outcome = try await offThePool { try pair().ada.run("decks", "add", "nowhere.toml", "--json") }
        #expect(outcome.output.contains(#""code":"file_unreadable""#))
    }

    private static let winter = """
        id = "winter"
        title = "Winter"

        [[prompt]]
        question = "Where would you hang the lantern?"
        """
}
