import ClientCore
import Commands
import Models
import Presentation
import Support
import TestTraits
import Testing

@Suite("Exports and imports", .onOwnThreads)
struct KeepingTests {
    private static func pairWithWords() throws -> (ada: Person, ben: Person) {
        let (ada, ben) = try pair()
        _ = ada.run("answer", "first-word", "--text", "home")
        _ = ben.run("answer", "first-word", "--text", "light")
        try ada.home.sync()
        return (ada, ben)
    }

    @Test func `what one home wrote another brings in, and says to whom it shows`() throws {
        let (ada, _) = try Self.pairWithWords()
        _ = ada.run("export", "--output", "ours.json")
        let other = try newcomer()
        _ = other.run("init", "--name", "Ada")
        other.files = ada.files
        let first = other.run("import", "ours.json")
        let second = other.run("import", "ours.json")
        let shown = other.run("show", "first-word")
        let file = ada.files["ours.json"]
        let back = other.run("export")
        #expect(first.status == .done)
        #expect(
            first.output.hasPrefix(
                "In it: 1 question, 1 round, exported by Ada, with Ben, on"), "\(first.output)")
        #expect(first.output.contains("\nAll of it is for you alone, on your own devices.\nImported here: 1 round."))
        #expect(second.output.hasSuffix("It was all here already; nothing was changed.\n"))
        #expect(shown.output.contains("Imported from an export; it was revealed when that was written.\n"))
        #expect(shown.output.contains("Ben  ") && shown.output.contains("light"))
        #expect(file != nil && back.output.contains("\"is_archived\": true"))
    }

    @Test func `a question that a file has twice is one, and what is new is said once`() throws {
        let (ada, _) = try Self.pairWithWords()
        let other = try newcomer()
        _ = other.run("init", "--name", "Ada")
        let export = ada.run("export").output
        let start = try #require(export.firstRange(of: "\"prompts\": [")?.upperBound)
        let end = try #require(export[start...].firstRange(of: "\n  ]")?.lowerBound)
        let twice = export[..<end] + "," + export[start..<end] + export[end...]
        other.console.input = Bytes(twice.utf8)
        let told = other.run("import", "-")
        #expect(told.output.hasPrefix("In it: 1 question, 1 round, exported by Ada, with Ben, on"), "\(told)")
        #expect(told.output.contains("\nImported here: 1 round."))
        #expect(try other.home.client.show(.firstWord).rounds.count { $0.isArchived } == 1)
        #expect(other.run("import", "-").output.hasSuffix("It was all here already; nothing was changed.\n"))
    }

    @Test func `JSON says how much was new`() throws {
        let (ada, _) = try Self.pairWithWords()
        let other = try newcomer()
        _ = other.run("init", "--name", "Ada")
        other.console.input = Bytes(ada.run("export").output.utf8)
        let json = other.run("import", "-", "--json")
        let again = other.run("import", "-", "--json")
        let show = other.run("show", "first-word", "--json")
        #expect(
            json.output.hasPrefix(
                #"{"prompts":1,"rounds":1,"drafts":0,"skips":0,"pledges":0,"decks":0,"exported_by":"me","left_out":0,"synced":"#))
        #expect(again.output.hasPrefix(#"{"prompts":0,"rounds":0,"#))
        #expect(
            show.output.contains(
                #""reflections":[],"reactions":{"mine":null,"theirs":null},"is_archived":true,"partner":"Ben","#
                    + #""mine_unread":null,"theirs_unread":null}"#))
    }

    @Test(arguments: [
        ("", "This isn't JSON, or only the beginning of it."), ("[]", "This is JSON, but not an export of Twofold."),
        (#"{"version":9}"#, "A newer version of twofold wrote this export (format 9)."),
        (#"{"version":2,"exported":"x"}"#, ".exported must be a time such as 2026-01-31T18:00:00Z."),
    ])
    func `a file that is none says what is wrong, and nothing is changed`(text: String, message: String) throws {
        let person = try newcomer()
        _ = person.run("init")
        person.files["a.json"] = Bytes(text.utf8)
        let outcome = person.run("import", "a.json")
        #expect(outcome.status == .failed)
        #expect(outcome.errors.hasPrefix(message + "\n"))
        #expect(outcome.errors.contains("Nothing was imported."))
        #expect(person.run("import", "b.json").errors.hasPrefix("b.json couldn't be read."))
    }

    @Test func `a page for a browser is not poured into a terminal`() throws {
        let person = try newcomer()
        _ = person.run("init")
        person.sit()
        let outcome = person.run("export", "--format", "html")
        #expect(outcome.status == .usage)
        #expect(outcome.output.isEmpty && outcome.errors.contains("--output keepsake.html"))
        #expect(person.run("export", "--format", "markdown").output.hasPrefix("# "))
        #expect(person.run("export", "--format", "html", "--output", "k.html").status == .done)
        #expect(person.files["k.html"].map { String(decoding: $0, as: UTF8.self).hasPrefix("<!DOCTYPE html>") } == true)
        person.console.isTerminal = false
        #expect(person.run("export", "--format", "html").output.hasPrefix("<!DOCTYPE html>"))
        #expect(person.run("export", "--format", "pdf").status == .usage)
    }

    @Test func `a command that takes long shows how far it is, where somebody sees it, and takes that away`() throws {
        let (ada, _) = try Self.pairWithWords()
        for number in 0..<5 { _ = ada.run("ask", "Question \(number)?", "--offline") }
        ada.console.complaintsAreSeen = true
        let short = ada.run("export")
        ada.secondsPerLook = 1
        let seen = ada.run("export")
        ada.console.complaintsAreSeen = false
        let unseen = ada.run("export")
        #expect(seen.errors.contains("\r\u{1B}[2KExporting  ━"))
        #expect(seen.errors.hasSuffix("\r\u{1B}[2K"))
        #expect(unseen.errors.isEmpty && short.errors.isEmpty)
    }
}
