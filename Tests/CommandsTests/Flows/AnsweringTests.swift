import Catalogue
import ClientCore
import Commands
import LocalStore
import Models
import Presentation
import Support
import TestTraits
import Testing

@Suite("Answering", .onOwnThreads)
struct AnsweringTests {
    @Test func `an answer is sealed at once and goes through`() throws {
        let (ada, _) = try pair()
        let outcomes = [
            ada.run("answer", "first-word", "--text", "home"), ada.run("show", "first-word"),
            ada.run("answer", "felt-connected", "--text", "when", "--json"),
        ]
        #expect(outcomes[0].output == "Sealed. It went through.\n")
        #expect(outcomes[1].output.contains("You've answered. Both answers are revealed once Ben seals too."))
        #expect(
            outcomes[2].output
                == #"{"prompt":"founding/felt-connected","result":"sealed","synced":true,"pending":0,"opened":[],"stopped":null}"#
                + "\n")
    }

    @Test(arguments: ["\u{200B}", " \u{2060}\u{FEFF}\n", "\u{3164}", ""])
    func `a question of which nothing can be seen is none`(question: String) throws {
        let ada = try beginner()
        let questions = try ada.home.client.prompts(deck: "ours", search: nil).count
        #expect(ada.run("ask", question, "--json").output.hasPrefix(#"{"error":{"code":"empty_text","#))
        #expect(ada.run("answer", "first-word", "--text", question, "--json").output.hasPrefix(#"{"error":{"code":"empty_text","#))
        #expect(try ada.home.client.prompts(deck: "ours", search: nil).count == questions)
    }

    @Test(arguments: [["--search", "music"], ["--deck", "shame"]])
    func `a number means the place in the list that was shown last, however it was narrowed`(narrowed: [String]) throws {
        let (ada, _) = try pair()
        _ = ada.run("prompts")
        _ = ada.run(["prompts"] + narrowed)
        let isSearch = narrowed[0] == "--search"
        let all = try ada.home.client.prompts(deck: nil, search: nil).map(\.id)
        let few = try ada.home.client.prompts(deck: isSearch ? nil : narrowed[1], search: isSearch ? narrowed[1] : nil).map(\.id)
        let answered = ada.run("answer", "1", "--text", "x", "--json")
        #expect(few[0] != all[0])
        #expect(answered.output.contains("\"prompt\":\"\(few[0])\""))
    }

    @Test func `without a network it is saved, and that is said`() throws {
        let (ada, _) = try pair()
        ada.home.isOffline = true
        let plain = ada.run("answer", "first-word", "--text", "home")
        let strict = ada.run("answer", "felt-connected", "--text", "x", "--require-sync")
        let offline = ada.run("skip", "held-back", "--offline")
        #expect(plain.status == .done)
        #expect(plain.output == "Sealed and saved here. The server can't be reached; it goes out with the next sync.\n")
        #expect(strict.status == .notSynced)
        #expect(offline.output.hasPrefix("Skipped: “What's one"))
        #expect(
            offline.output.hasSuffix("It goes out with the next sync.\n`twofold skip founding/held-back --undo` brings it back.\n"))
    }

    @Test func `sealing second opens both, which is said and asked`() throws {
        let (ada, ben) = try pair()
        _ = ada.run("answer", "first-word", "--text", "home")
        try ben.home.sync()
        ben.sit()
        ben.press("n")
        let refused = ben.run("answer", "first-word", "--text", "light")
        ben.press("y")
        let sealed = ben.run("seal")
        let drafts = ben.run("prompts", "--json")
        #expect(refused.errors == "Ada has answered. Sealing yours reveals both, for good.\nSeal it now? [y/N] n\n")
        #expect(
            refused.output
                == "Not sealed. Your words are kept as a draft.\n`twofold seal founding/first-word` seals them.\n")
        #expect(sealed.output == "Sealed. It went through.\nRevealed: founding/first-word. Read it: `twofold open`\n")
        #expect(drafts.output.contains(#""id":"founding/first-word""#))
        #expect(drafts.output.contains(#""state":"revealed""#))
    }

    @Test func `a draft that no one has named is shown with its question before it is sealed`() throws {
        let (ada, _) = try pair()
        _ = ada.run("answer", "first-word", "--text", "home", "--draft")
        ada.sit()
        ada.press("n")
        let declined = ada.run("seal")
        let question = try ada.home.client.show(.firstWord).question
        #expect(declined.errors.replacing("\n", with: " ").contains(question))
        #expect(declined.errors.hasSuffix("Ben will read:\n  home\n\nSeal it now? [y/N] n\n"))
        #expect(try ada.home.client.show(.firstWord).liveRound?.draft?.text == "home")
        ada.press("y")
        #expect(ada.run("seal").output == "Sealed. It went through.\n")
    }

    @Test func `what the partner sealed since the last sync is asked about too`() throws {
        let (ada, ben) = try pair()
        _ = ada.run("answer", "first-word", "--text", "home")
        ben.sit()
        ben.press("n")
        let refused = ben.run("answer", "first-word", "--text", "light")
        let sealed = try ben.home.client.show(.firstWord).liveRound?.mine
        #expect(refused.errors == "Ada has answered. Sealing yours reveals both, for good.\nSeal it now? [y/N] n\n")
        #expect(sealed == nil)
    }

    @Test func `a seal that has not left this device waits for nobody but the server`() throws {
        let (ada, _) = try pair()
        _ = ada.run("answer", "first-word", "--text", "home", "--offline")
        let before = ada.run("status", "--offline")
        _ = ada.run("sync")
        let after = ada.run("status", "--offline")
        #expect(!before.output.contains("Waiting for"))
        #expect(after.output.contains("Waiting for Ben: founding/first-word."))
    }

    @Test func `without a partner an answer is kept until there is one`() throws {
        let person = try newcomer()
        _ = person.run("init")
        #expect(
            person.run("answer", "first-word", "--text", "home").output
                == "Finished, and kept here until you have a partner. You'll be asked then whether to seal it.\n")
    }

    @Test func `the editor's words are a draft before anything is asked, and can be edited again`() throws {
        let (ada, _) = try pair()
        ada.sit()
        ada.press("xEs")
        ada.editor.writes = [{ _ in "first try" }, { $0 + ", better" }]
        let outcome = ada.run("answer", "first-word")
        let heading = ada.editor.headings.first ?? ""
        let view = try ada.home.client.show(.firstWord)
        let isDiscarded = ada.editor.isDiscarded
        #expect(heading.hasPrefix("founding/first-word\n"))
        #expect(
            outcome.errors.hasPrefix(
                "Ben will read:\n  first try\n\nSeal it, keep a draft, or edit? [s/d/e] e\n"
                    + "Ben will read:\n  first try, better\n\nSeal it, keep a draft, or edit? [s/d/e] s\n"))
        #expect(outcome.output == "Sealed. It went through.\n")
        #expect(view.rounds.first?.mine?.text == "first try, better")
        #expect(isDiscarded)
    }

    @Test(arguments: [true, false])
    func `an answer stays below the question that was shown, whatever the partner makes of it meanwhile`(inEditor: Bool) throws {
        let (ada, ben) = try pair()
        let asked = try ben.home.client.ask("What do you dream of?", name: nil)
        for home in [ben.home, ada.home] { try home.sync() }
        func change() throws {
            try ben.home.client.change(asked, question: "Whom do you dream of?", name: nil)
            try ben.home.sync()
        }
        ada.sit()
        ada.press("s")
        if inEditor {
            ada.editor.writes = [
                { _ in
                    try? change()
                    // Another process of this home, such as the menu.
                    _ = try? ada.home.sync()
                    return "The sea."
                }
            ]
        } else {
            try change()
        }
        let outcome = ada.run(["answer", asked.description] + (inEditor ? [] : ["--text", "The sea."]))
        #expect(outcome.output.hasPrefix("Sealed."))
        let now = try ada.home.client.prompts(deck: nil, search: nil).first { $0.id == asked }
        #expect(now?.question == "Whom do you dream of?")
        #expect(try ada.home.client.history(asked).first?.question == "What do you dream of?")
    }

    @Test(arguments: ["d", "k", "\r", "\n", "\u{4}", ""]) func `one key keeps the editor's words as a draft`(key: String) throws {
        let (ada, _) = try pair()
        ada.sit()
        ada.press(key)
        ada.editor.writes = [{ _ in "a thought" }]
        let outcome = ada.run("answer", "first-word")
        #expect(outcome.status == .done)
        #expect(try ada.home.client.show(.firstWord).rounds.first?.draft?.text == "a thought")
    }

    @Test func `without a terminal the editor's words stay a draft`() throws {
        let person = try newcomer()
        _ = person.run("init")
        person.editor.writes = [{ _ in "a thought" }]
        let outcome = person.run("answer", "first-word")
        #expect(outcome.output == "Saved here as a draft. Only you can read it.\n")
    }

    @Test(arguments: ["\r", "", "xn"]) func `Enter doesn't seal what reveals both, and the words stay a draft`(keys: String) throws
    {
        let (ada, ben) = try pair()
        _ = ada.run("answer", "first-word", "--text", "home")
        ben.sit()
        ben.press("s" + keys)
        ben.editor.writes = [{ _ in "light" }]
        let outcome = ben.run("answer", "first-word")
        let round = try ben.home.client.show(.firstWord).liveRound
        #expect(outcome.output.hasPrefix("Not sealed. Your words are kept as a draft."))
        #expect(round?.draft?.text == "light" && round?.state == .sealedByPartner)
    }

    @Test(arguments: [true, false]) func `a draft that is emptied ends, and its words are in the history`(isSynced: Bool) throws {
        let (ada, _) = try pair()
        ada.home.isOffline = !isSynced
        _ = ada.run("answer", "first-word", "--text", "a long thought", "--draft")
        ada.sit()
        ada.editor.writes = [{ _ in " \n" }]
        let outcome = ada.run("answer", "first-word")
        let history = ada.run("history", "first-word").output
        let status = ada.run("status").output
        let number = try #require(history.firstMatch(of: /Version ([0-9]+)/)?.output.1)
        #expect(outcome.status == .done)
        #expect(
            outcome.output.replacing("\n", with: " ")
                == "No words are left, so the draft for founding/first-word is gone. `twofold history founding/first-word` still has "
                + "what it said. ")
        #expect(try ada.home.client.show(.firstWord).liveRound?.draft == nil)
        #expect(!status.contains("You've begun"))
        #expect(history.contains("a long thought"))
        #expect(ada.run("history", "first-word", "--restore", String(number)).status == .done)
        #expect(try ada.home.client.show(.firstWord).liveRound?.draft?.text == "a long thought")
    }

    @Test func `a question that was given a name goes by it`() throws {
        let (ada, ben) = try pair()
        let asked = ben.run("ask", "--name", "dream", "What did you dream of?").output
        try ada.home.sync()
        let status = ada.run("status").output
        ada.sit()
        ada.press("s")
        ada.editor.writes = [{ _ in "Of rain." }]
        let answered = ada.run("answer", "dream")
        let heading = ada.editor.headings.last
        let shown = ada.run("show", "dream").output
        try ben.home.sync()
        let waiting = ben.run("status").output
        let revealed = ben.run("answer", "dream", "--text", "Of snow.", "--yes").output
        try ada.home.sync()
        let frozen = ada.run("withdraw", "dream")
        let opened = ada.run("open").output
        #expect(asked == "Asked, as dream. It went through.\n")
        #expect(status.contains("Ben asks you: “What did you dream of?” `twofold answer dream`"))
        #expect(answered.status == .done && heading?.hasPrefix("dream\n") == true)
        #expect(shown.hasPrefix("dream\n"))
        #expect(waiting.contains("Waiting for you: dream."))
        #expect(revealed.contains("Revealed: dream. Read it"))
        #expect(frozen.errors.contains("`twofold show dream` shows where it stands"))
        #expect(opened.hasPrefix("dream\n") && opened.contains("`twofold reflect dream`"))
        #expect(![status, shown, waiting, revealed, opened].joined().contains("ours/"))
    }

    @Test func `a name that several questions have is no way to tell them apart`() throws {
        let (ada, ben) = try pair()
        _ = ada.run("ask", "--name", "dream", "What did you dream of?", "--offline")
        _ = ben.run("ask", "--name", "dream", "What do you dream of?")
        try ada.home.sync()
        #expect(ada.run("status").output.contains("`twofold answer ours/"))
    }

    @Test func `an error names the question that the command is about`() throws {
        let (ada, ben) = try pair()
        for person in [ada, ben] { _ = person.run("answer", "first-word", "--text", "home", "--yes") }
        try ada.home.sync()
        let frozen = ada.run("withdraw", "first-word")
        let open = ada.run("withdraw", "held-back")
        #expect(frozen.errors.replacing("\n", with: " ").contains("`twofold again founding/first-word` asks it again."))
        #expect(open.errors.contains("`twofold show founding/held-back` shows where it stands."))
        #expect(![frozen, open].contains { $0.errors.contains("QUESTION") })
    }

    @Test func `an empty text changes nothing`() throws {
        let person = try newcomer()
        _ = person.run("init")
        person.editor.writes = [{ _ in " \n" }]
        #expect(person.run("answer", "first-word").errors.hasPrefix("There are no words in it, so nothing was changed.\n"))
    }

    @Test func `words that are given from an editor's file come without the question`() throws {
        let (ada, ben) = try pair()
        func content(_ words: String) -> Bytes { Bytes("\(words)\n\n\(Self.question)\n".utf8) }
        ada.files["words.txt"] = content("hello")
        _ = ada.run("answer", "first-word", "--file", "words.txt")
        let answer = try ada.home.client.show(.firstWord).rounds.last?.mine?.text
        _ = ben.run("answer", "first-word", "--text", "light")
        try ada.home.sync()
        _ = ada.run("reflect", "first-word", "--file", "words.txt")
        ada.files["ratings.txt"] = content("trusting 8: always")
        _ = ada.run("checkin", "--file", "ratings.txt")
        ada.console.input = content("A walk")
        _ = ada.run("pledge", "add", "-")
        ada.console.input = content("Why not?")
        _ = ada.run("ask", "-")
        let client = ada.home.client
        let pledge = try client.pledges().map(\.text)
        let question = try client.prompts(deck: "ours", search: nil).map(\.question)
        let reflection = try client.show(.firstWord).rounds.last?.reflections.map(\.text)
        let checkIn = try client.show("checkin/us").rounds.last?.mine?.text
        #expect(answer == "hello")
        #expect(reflection == ["hello"])
        #expect(checkIn == "trusting 8: always")
        #expect(pledge == ["A walk"])
        #expect(question == ["Why not?"])
    }

    /// The text below the answer in an editor.
    private static let question = """
        # ------------------------ 8< ------------------------
        # founding/first-word
        # Which word?
        # ------------------------ >8 ------------------------
        """

    @Test func `withdraw, skip, ask and again say what they did`() throws {
        let (ada, ben) = try pair()
        _ = ada.run("answer", "first-word", "--text", "home")
        var outcomes = [
            ada.run("withdraw", "first-word"), ada.run("skip", "held-back"), ada.run("skip", "held-back", "--undo"),
            ada.run("ask", "Where shall we go?"),
        ]
        _ = ada.run("seal", "first-word")
        _ = ben.run("answer", "first-word", "--text", "light")
        try ada.home.sync()
        outcomes.append(ada.run("again", "first-word"))
        let outputs = outcomes.map(\.output)
        #expect(outputs[0] == "Taken back; your words are a draft again. It went through.\n")
        #expect(outputs[1].hasPrefix("Skipped: “What's one vulnerable thing that you'd like to share"))
        #expect(
            outputs[1].hasSuffix("No one is told. It went through.\n`twofold skip founding/held-back --undo` brings it back.\n"))
        #expect(outputs[2].hasPrefix("Back among your questions: “What's one vulnerable thing"))
        #expect(outputs[3].wholeMatch(of: /Asked, as ours\/[0-9a-f]+\. It went through\.\n/) != nil)
        #expect(outputs[4] == "Round 2 of founding/first-word has started. It went through.\n")
    }

    @Test func `prompts can be named by the number that the list gave them`() throws {
        let (ada, _) = try pair()
        let list = ada.run("prompts")
        let shown = ada.run("show", "2")
        #expect(list.output.contains("\n  2 ○ founding/felt-connected"))
        #expect(shown.output.hasPrefix("founding/felt-connected\n"))
    }
}
