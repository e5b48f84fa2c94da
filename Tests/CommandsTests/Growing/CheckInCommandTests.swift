import Catalogue
import ClientCore
import Commands
import LocalStore
import Machine
import Models
import Presentation
import Support
import TestTraits
import Testing

@Suite("The check-in command", .onOwnThreads)
struct CheckInCommandTests {
    private static func typed(_ text: String) -> [Key] { text.unicodeScalars.map(Key.typed) }

    @Test func `by flags it is sealed, and says what sealing does`() throws {
        let (ada, ben) = try pair()
        let first = ada.run("checkin", "--rate", "Shame=7", "--rate", "trusting=8: we = talked: long")
        let again = ada.run("checkin", "--rate", "shame=6", "--rate", "trusting=8: we = talked: long")
        _ = ben.run("sync")
        let drafted = ben.run("checkin", "--rate", "shame=1", "--draft")
        let opening = ben.run("checkin", "--rate", "shame=2")
        let shown = ben.run("show", "checkin", "--json")
        #expect(first.output == "Sealed. It went through.\n" && !first.errors.contains("place"))
        #expect(again.errors == "It replaces the check-in you sealed; that one stays in your history.\n")
        #expect(drafted.output == "Saved as a draft. Only you can read it.\n" && drafted.errors.isEmpty)
        #expect(opening.errors == "Ada has answered. Sealing yours reveals both, for good.\n")
        #expect(opening.output.hasSuffix("Revealed: check-in. Read it: `twofold open`\n"))
        #expect(shown.output.contains(#""theirs":{"text":"shame 6\ntrusting 8: we = talked: long""#))
        #expect(shown.output.contains(#""draft":null"#))
    }

    @Test(arguments: [
        (["--rate", "shame"], "--rate “shame”: this isn't a rating."),
        (["--rate", "shame=11"], "--rate “shame=11”: a rating is from 0 to 10."),
        (["--rate", "shame=1", "--rate", "trustin=2"], "there's no subject “trustin”. Did you mean trusting?"),
        (["--rate", "shame=1", "--rate", "shame=2"], "shame is rated twice."), (["--rate", ""], "this isn't a rating."),
        ([], "There's no terminal to rate on."), (["--json"], "There's no terminal to rate on."),
    ])
    func `what cannot be rated is named, and nothing changes`(arguments: [String], message: String) throws {
        let person = try newcomer()
        _ = person.run("init")
        let outcome = person.run(["checkin"] + arguments)
        #expect(outcome.status != .done && (outcome.errors + outcome.output).contains(message))
        #expect(
            arguments.contains("--json") || message.contains("range") || message.contains("twice") || message.contains("from 0")
                || outcome.errors.replacing("\n", with: " ").contains("vulnerability, wounds, shame, communication"))
        #expect(try person.home.client.show("checkin/us").rounds.last?.draft == nil)
    }

    @Test func `ratings from standard input are not lost where a line is none, or nothing can be saved`() throws {
        let (ada, _) = try pair()
        ada.console.input = Array("shame 3: words\nand more".utf8)
        let slip = ada.run("checkin", "--file", "-")
        ada.console.input = Array("shame 3: words\n\ntrusting 4\n".utf8)
        let sealed = ada.run("checkin", "--file", "-", "--json")
        ada.homes.flaw = HomeStoreError.full
        let rescued = ada.homes.rescued
        let broken = ada.run("checkin", "--file", "-")
        #expect(slip.errors.hasPrefix("Line 2: this isn't a rating. Your words are safe in /home/rescued/words-1.txt.\n"))
        #expect(rescued == ["shame 3: words\nand more"])
        #expect(sealed.output.hasPrefix(#"{"prompt":"checkin/us","result":"sealed""#))
        #expect(broken.errors.contains("Your words are safe in /home/rescued/words-2.txt."))
    }

    @Test func `on the sheet it is sealed, and begins with what was said`() throws {
        let (ada, ben) = try pair()
        ada.sit()
        ada.console.pressed =
            Self.typed("7n") + Self.typed("so") + [.enter, .down] + Self.typed("4s") + Self.typed("seal") + [.enter]
        let sealed = ada.run("checkin")
        _ = ben.run("checkin", "--rate", "vulnerability=2", "--yes")
        _ = ada.run("sync")
        ada.console.pressed = [.typed("q")]
        _ = ada.run("checkin")
        let frames = ada.console.frames.map(\.text)
        let opened = try ada.home.client.checkIns()
        let kept = ada.editor.kept
        #expect(
            sealed.output.replacing("\n", with: " ")
                == "Sealed. It went through. Until Ben seals too, `twofold checkin` changes it and `twofold withdraw checkin` takes it back. "
        )
        #expect(opened.last?.mine?.checkIn.text == "vulnerability 7: so\nwounds 4")
        #expect(frames.last?.contains("░░░░░░░░░░░░░░······ (7)") == true)
        #expect(kept.last == "vulnerability 7: so\nwounds 4")
    }

    @Test func `leaving keeps a draft, which the next time begins with`() throws {
        let (ada, _) = try pair()
        ada.sit()
        ada.console.pressed = Self.typed("q")
        let nothing = ada.run("checkin")
        ada.console.pressed = Self.typed("7d")
        let left = ada.run("checkin")
        ada.console.pressed = Self.typed("q")
        let unchanged = ada.run("checkin")
        let frame = ada.console.frames.last?.text
        let isDiscarded = ada.editor.isDiscarded
        #expect(left.output == "Saved as a draft. Only you can read it.\n")
        #expect(unchanged.output == "Nothing was changed.\n")
        #expect(nothing.output == "Nothing was rated, so nothing was changed.\n")
        #expect(frame?.contains("██████████████······  7") == true)
        #expect(isDiscarded)
    }

    @Test func `a signal that ends the process leaves a draft, with half a word`() throws {
        let (ada, _) = try pair()
        ada.sit()
        ada.console.pressed = Self.typed("7nhal")
        let outcome = ada.run("checkin")
        let ended = ada.console.ended
        let draft = try ada.home.client.show("checkin/us").rounds.last?.draft?.text
        let isDiscarded = ada.editor.isDiscarded
        #expect(outcome.errors.hasPrefix("Your words are safe in a draft. `twofold checkin` goes on from there.\n"))
        #expect(ended == 15 && draft == "vulnerability 7: hal" && isDiscarded)
    }

    @Test func `what a crash has left is where the next sheet begins`() throws {
        let (ada, _) = try pair()
        ada.sit()
        ada.editor.left = "shame 3: before the crash"
        ada.console.pressed = Self.typed("q")
        let outcome = ada.run("checkin")
        let draft = try ada.home.client.show("checkin/us").rounds.last?.draft?.text
        #expect(outcome.output == "Saved as a draft. Only you can read it.\n")
        #expect(draft == "shame 3: before the crash")
    }

    @Test func `where the partner has sealed, the sheet's own question says that it opens both, and is the only one`() throws {
        let (ada, ben) = try pair()
        _ = ben.run("checkin", "--rate", "shame=2")
        _ = ada.run("sync")
        ada.sit()
        ada.console.pressed = Self.typed("7s") + [.escape] + Self.typed("q")
        let kept = ada.run("checkin")
        let state = try ada.home.client.show("checkin/us").rounds.last
        let frames = ada.console.frames.map(\.text)
        ada.console.pressed = Self.typed("s") + Self.typed("seal") + [.enter]
        let sealed = ada.run("check-in")
        #expect(frames.first?.contains("Ben has checked in. Sealing yours reveals both.") == true)
        #expect(frames[2].contains("Ben has answered. Sealing yours reveals both, for good."))
        #expect(kept.errors.isEmpty && state?.draft?.text == "vulnerability 7" && state?.state == .sealedByPartner)
        #expect(!sealed.errors.contains("[y/N]") && sealed.output.contains("Revealed: check-in."))
    }

    @Test(arguments: ["checkin", "check-in", "Check-In", "checkin/us"])
    func `a check-in is taken back by its name`(name: String) throws {
        let (ada, _) = try pair()
        _ = ada.run("check-in", "--rate", "shame=2")
        let withdrawn = ada.run("withdraw", name)
        let round = try ada.home.client.show("checkin/us").rounds.last
        #expect(withdrawn.output == "Taken back; your words are a draft again. It went through.\n")
        #expect(round?.draft?.text == "shame 2" && round?.mine == nil)
    }

    @Test func `a terminal that shows no sheet is asked line by line`() throws {
        let (ada, _) = try pair()
        ada.sit(typing: "7", "twelve", "12", "4: it eases", "", "3 and words", ".", "seal")
        let sealed = ada.run("checkin")
        ada.sit(typing: "9 gone", ".", "so it is")
        let gone = ada.run("checkin")
        let rounds = try ada.home.client.show("checkin/us").rounds
        #expect(sealed.output.hasPrefix("Sealed. It went through.\n"))
        #expect(sealed.errors.contains("Fear of being vulnerable (lower is better)\nOpening up feels risky"))
        #expect(sealed.errors.ranges(of: "A number from 0 to 10").count == 2)
        #expect(rounds.last?.mine?.text == "vulnerability 7\nwounds 4: it eases\ncommunication 3: and words")
        #expect(gone.output == "Saved as a draft. Only you can read it.\n")
        #expect(rounds.last?.draft?.text == "vulnerability 9: gone\nwounds 4: it eases\ncommunication 3: and words")
    }

    @Test func `commands for answers lead to it`() throws {
        let (ada, ben) = try pair()
        _ = ben.run("checkin", "--rate", "shame=2")
        _ = ada.run("sync")
        ada.console.input = Array("my words".utf8)
        let outcomes = [
            ada.run("answer", "checkin/us", "--file", "-"), ada.run("skip", "checkin/us"), ada.run("again", "checkin/us"),
            ada.run("status"),
        ]
        #expect(
            outcomes[0].errors.contains("rated, not written. Your words are safe in")
                && outcomes[0].errors.contains("`twofold checkin`"))
        #expect(outcomes[1].status == .failed && outcomes[1].errors.contains("nothing to skip"))
        #expect(outcomes[2].status == .failed && outcomes[2].errors.contains("starts again by itself"))
        #expect(outcomes[3].output.contains("Ben has checked in. `twofold checkin`\n"))
    }

    @Test func `it opens as bars, one's own first`() throws {
        let (ada, ben) = try pair()
        _ = ada.run("checkin", "--rate", "shame=7:mine", "--rate", "mutual=4")
        _ = ben.run("checkin", "--rate", "shame=2:theirs \u{1B}[2J")
        try ada.home.sync()
        ada.sit(columns: 80)
        var before = ""
        ada.console.whileWaiting = { before = ada.console.output }
        let after = ada.run("open")
        ada.console.columns = 40
        let shown = ada.run("show", "checkin")
        _ = try ada.home.client.again("checkin/us")
        _ = try ada.home.client.seal("checkin/us", text: "free words")
        let foreign = ada.run("show", "checkin")
        #expect(before.contains("███████████▉·····   7\n  mine\n") && !before.contains("theirs"))
        #expect(
            after.output.contains(
                "Shame and low self-worth          ███████████▉·····   7   ███▍·············   2\n  You: mine\n  Ben: theirs ␛[2J\n"
            ))
        #expect(
            shown.output.contains(
                "Shame and low self-worth\n  You  ██████████████······   7\n    mine\n  Ben  ████················   2\n"))
        #expect(shown.output.split(separator: "\n").allSatisfy { DisplayWidth.of($0) <= 40 })
        #expect(foreign.output.contains("free words"))
    }
}
