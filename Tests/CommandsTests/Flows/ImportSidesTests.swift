import ClientCore
import Commands
import Models
import Presentation
import Support
import TestTraits
import Testing

/// Importing a file that the partner may have exported.
@Suite("Whose export it is", .onOwnThreads)
struct ImportSidesTests {
    /// Ada's and Ben's homes, and the file that Ada exported: one revealed round, and a draft of hers.
    private static func exported() throws -> (ada: Person, ben: Person, file: Bytes) {
        let (ada, ben) = try pair()
        _ = ada.run("answer", "first-word", "--text", "home")
        _ = ben.run("answer", "first-word", "--text", "light")
        _ = ada.run("answer", "small-step", "--text", "not yet", "--draft")
        try ada.home.sync()
        try ben.home.sync()
        return (ada, ben, Bytes(ada.run("export").output.utf8))
    }

    private static func newHome(_ name: String, _ file: Bytes) throws -> Person {
        let person = try newcomer()
        _ = person.run("init", "--name", name)
        person.files["ours.json"] = file
        return person
    }

    /// The same file as an earlier version would have written it, with other names.
    private static func older(_ file: Bytes, _ names: (String, String)) -> Bytes {
        let text = String(decoding: file, as: UTF8.self)
            .replacing(#/ *"(author|partner)_id": ".*",\n/#, with: "")
            .replacing(#""version": 3"#, with: #""version": 2"#)
            .replacing(#""name": "Ada""#, with: #""name": "\#(names.0)""#)
            .replacing(#""partner": "Ben""#, with: #""partner": "\#(names.1)""#)
        return Bytes(text.utf8)
    }

    @Test func `an export names both partners by their ids, and who of them wrote it`() throws {
        let text = String(decoding: try Self.exported().file, as: UTF8.self)
        let head = text.split(separator: "\n").prefix(7).map { $0.replacing(#/".{43}="/#, with: "ID") }
        #expect(
            head.filter { !$0.contains("exported") } == [
                "{", #"  "version": 3,"#, #"  "author_id": ID,"#, #"  "name": "Ada","#, #"  "partner_id": ID,"#,
                #"  "partner": "Ben","#,
            ])
    }

    @Test func `in the same couple each answer stays on its own side, and the partner's draft is nobody's here`() throws {
        let (_, ben, file) = try Self.exported()
        ben.files["ours.json"] = file
        let said = ben.run("import", "ours.json")
        let shown = ben.run("show", "first-word")
        let draft = ben.run("show", "small-step", "--json")
        #expect(
            said.output.contains("\nAda exported it: each answer is imported as the words of whoever wrote it. 1 thing that only"))
        #expect(said.output.hasSuffix("It was all here already; nothing was changed.\n"))
        #expect(!shown.output.contains("Brought in from an export"))
        #expect(draft.output.contains(#""draft":null"#) && !draft.output.contains("not yet"))
    }

    @Test func `in doubt somebody at a terminal is asked, and answers with a number`() throws {
        let file = Self.older(try Self.exported().file, ("Noor", "Noor"))
        let first = try Self.newHome("Noor", file)
        first.sit(typing: "maybe", "")
        let nobody = first.run("import", "ours.json")
        first.sit(typing: "3", "2")
        let partner = first.run("import", "ours.json")
        let second = try Self.newHome("Noor", file)
        second.sit(typing: "1")
        _ = second.run("import", "ours.json")
        let shown = first.run("show", "first-word", "--json")
        let mine = second.run("show", "first-word", "--json")
        #expect(nobody.status == .failed)
        #expect(
            nobody.errors == """
                Twofold can't tell whether you or your partner exported this file. Whoever
                exported it wrote: “home” Who did?
                1   I did, called Noor in it. What it says is mine stays mine.
                2   My partner did, called Noor in it, and I'm the other, called Noor in it.
                1 to 2, or Enter for none: 1 to 2, or Enter for none: Nothing was imported.

                """)
        #expect(partner.status == .done)
        #expect(shown.output.contains(#""mine":{"text":"light""#) && shown.output.contains(#""theirs":{"text":"home""#))
        #expect(mine.output.contains(#""mine":{"text":"home""#) && mine.output.contains(#""theirs":{"text":"light""#))
    }

    @Test func `in doubt a script is refused, and says it with an option`() throws {
        let file = Self.older(try Self.exported().file, ("Noor", "Noor"))
        let person = try Self.newHome("Noor", file)
        let (refused, json) = (person.run("import", "ours.json"), person.run("import", "ours.json", "--json"))
        let brought = person.run("import", "ours.json", "--exported-by", "partner", "--json")
        let shown = person.run("show", "first-word", "--json")
        #expect(refused.status == .usage)
        #expect(
            refused.errors == """
                Twofold can't tell which of you exported this file, so nothing was imported.
                If you did, add `--exported-by me`. If your partner did: `--exported-by partner`.

                """)
        #expect(json.output.contains(#""code":"export_author_unknown""#))
        #expect(brought.output.contains(#""drafts":0,"#) && brought.output.contains(#""exported_by":"partner","left_out":1,"#))
        #expect(shown.output.contains(#""mine":{"text":"light""#))
    }

    @Test func `an option can't turn a partner's words into one's own`() throws {
        let (_, ben, file) = try Self.exported()
        ben.files["ours.json"] = file
        let refused = ben.run("import", "ours.json", "--exported-by", "me")
        let usage = ben.run("import", "ours.json", "--exported-by", "her")
        let rounds = try ben.home.client.show(.firstWord).rounds.count
        #expect(refused.errors.hasPrefix("Your partner exported this file, so its words aren't yours. Nothing was imported.\n"))
        #expect(usage.status == .usage)
        #expect(rounds == 1)
    }

    @Test func `a keepsake of what a partner exported has each name above its own words`() throws {
        let file = Self.older(try Self.exported().file, ("Ada", "Ben"))
        let person = try Self.newHome("Ben", file)
        #expect(person.run("import", "ours.json").status == .done)
        let markdown = person.run("export", "--format", "markdown").output
        #expect(markdown.hasPrefix("# Ben & Ada\n"))
        let words = markdown.matches(of: /\*\*(Ada|Ben)\*\*, .*\n\n> (\w+)/).map { "\($0.output.1) \($0.output.2)" }
        #expect(words == ["Ben light", "Ada home"])
    }

    @Test func `a keepsake of two of one name says which of them is oneself`() {
        let voice = Export.Voice(text: "words", at: noon)
        let prompt = Export.Prompt(
            id: "founding/first-word", question: "Why?", isSkipped: false,
            rounds: [Export.Round(number: 1, state: .revealed, mine: voice, theirs: voice)], history: [])
        let export = Export(exported: noon, name: "Noor", partner: "Noor", prompts: [prompt])
        let keepsake = Keepsake(export, includingOwn: false, clock: page(80).clock)
        #expect(KeepsakeMarkdown(keepsake).text.hasPrefix("# You & Noor\n"))
    }
}
