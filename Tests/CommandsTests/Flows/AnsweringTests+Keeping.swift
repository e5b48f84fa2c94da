import Catalogue
import ClientCore
import Commands
import LocalStore
import Models
import Presentation
import Support
import TestTraits
import Testing

/// Words that a command can't use are kept.
extension AnsweringTests {
    @Test func `standard input is a text, and what is no text is refused`() throws {
        let (ada, _) = try pair()
        ada.console.input = Array("line one\nline two\n".utf8)
        _ = ada.run("answer", "first-word", "--file", "-")
        let good = ada.run("show", "first-word", "--json")
        ada.console.input = [0xFF, 0xFE]
        let bad = ada.run("answer", "held-back", "--file", "-")
        #expect(good.output.contains(#""mine":{"text":"line one\nline two""#))
        #expect(
            bad.errors
                == "Standard input isn't UTF-8 text. Your words are safe in /home/rescued/words-1.txt.\n"
                + "Convert them, for instance with `iconv -f WINDOWS-1252 -t UTF-8 /home/rescued/words-1.txt`, and try again with what "
                + "comes out.\n")
    }

    @Test(arguments: [
        ["answer", "first-word", "--file", "-"], ["answer", "first-word", "--file", "-", "--draft"], ["ask"], ["ask", "-"],
        ["pledge", "add", "-"], ["reflect", "first-word", "--file", "-"], ["checkin", "--file", "-"],
    ])
    func `words that are no text are kept as they came, octet for octet`(command: [String]) throws {
        let (ada, _) = try pair()
        ada.console.input = [0x4D, 0x69, 0x6E, 0xE9, 0x00, 0xFF]
        let outcome = ada.run(command + ["--json"])
        #expect(outcome.status == .failed)
        #expect(
            outcome.output.contains(#""code":"not_text""#) && outcome.output.contains("/home/rescued/words-1.txt"), "\(outcome)")
        #expect(ada.homes.rescuedOctets == [[0x4D, 0x69, 0x6E, 0xE9, 0x00, 0xFF]])
        ada.homes.canRescue = false
        #expect(ada.run(command).errors.hasPrefix("Your words couldn't be saved anywhere. Here they are:\n\nMin"))
    }

    @Test func `a code or a passphrase that is no text is kept nowhere`() throws {
        let (ada, _) = try pair()
        ada.console.input = [0xFF, 0xFE]
        for command in [["kit", "--check"], ["config", "server", "-"]] { #expect(ada.run(command).status != .done) }
        #expect(ada.homes.rescuedOctets.isEmpty)
    }

    @Test func `words that cannot be saved are kept in a file, or at least shown`() throws {
        let (ada, ben) = try pair()
        _ = ada.run("answer", "first-word", "--text", "home")
        _ = ben.run("answer", "first-word", "--text", "light")
        try ada.home.sync()
        ada.console.input = Array("a late thought".utf8)
        let kept = ada.run("answer", "no-such-prompt", "--file", "-")
        ada.homes.canRescue = false
        let shown = ada.run("answer", "no-such-prompt", "--file", "-")
        let rescued = ada.homes.rescued
        #expect(kept.status == .failed)
        #expect(
            kept.errors
                == "No question is called “no-such-prompt”. Your words are safe in /home/rescued/words-1.txt.\n"
                + "`twofold prompts` lists them all.\n"
        )
        #expect(rescued == ["a late thought"])
        #expect(shown.errors.hasPrefix("Your words couldn't be saved anywhere. Here they are:\n\na late thought\n\n"))
    }

    @Test(arguments: [HomeStoreError.full, .locked, .corrupt, .readOnly])
    func `words from standard input are not lost where the home cannot be opened`(flaw: HomeStoreError) throws {
        let (ada, _) = try pair()
        ada.homes.flaw = flaw
        ada.console.input = Array("a late thought".utf8)
        let kept = ada.run("answer", "first-word", "--file", "-")
        ada.homes.canRescue = false
        let shown = ada.run("answer", "first-word", "--file", "-")
        let rescued = ada.homes.rescued
        #expect(kept.status == .failed)
        #expect(kept.errors.contains("Your words are safe in /home/rescued/words-1.txt."))
        #expect(rescued == ["a late thought"])
        #expect(shown.errors.hasPrefix("Your words couldn't be saved anywhere. Here they are:\n\na late thought\n\n"))
    }

    @Test func `a text after both have sealed is not lost either`() throws {
        let (ada, ben) = try pair()
        _ = ada.run("answer", "first-word", "--text", "home")
        _ = ben.run("answer", "first-word", "--text", "light")
        try ada.home.sync()
        let outcome = ada.run("answer", "first-word", "--text", "a late thought")
        let view = try ada.home.client.show(.firstWord)
        let rescued = ada.homes.rescued
        #expect(outcome.status == .failed)
        #expect(outcome.errors.hasPrefix("You've both sealed this round, so neither answer can change. Your words are safe "))
        #expect(view.rounds.first?.mine?.text == "home")
        #expect(view.rounds.first?.draft?.text == "a late thought")
        #expect(rescued.isEmpty)
    }
}
