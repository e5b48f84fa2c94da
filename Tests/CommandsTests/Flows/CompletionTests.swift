import ArgumentParser
import Commands
import Presentation
import Testing

@Suite("Completions")
struct CompletionTests {
    @Test func `prompts are completed by id and by name, decks and devices by what they are called`() throws {
        let ada = try beginner()
        let prompts = ada.run("complete", "prompts").output.split(separator: "\n")
        #expect(prompts.contains("founding/first-word") && prompts.contains("first-word"))
        #expect(prompts.count == Set(prompts).count)
        #expect(ada.run("complete", "decks").output.hasPrefix("founding\nopeners\n"))
        #expect(ada.run("complete", "devices").output.count { $0 == "\n" } == 1)
    }

    @Test(arguments: ["prompts", "decks", "devices"])
    func `whoever has no home, or locked it, is neither asked nor told`(subject: String) throws {
        let nobody = try newcomer()
        let locked = try beginner()
        (locked.homes.lock.passphrase, locked.homes.lock.isLocked) = ("twelve words", true)
        for person in [nobody, locked] {
            person.sit(typing: "twelve words")
            let outcome = person.run("complete", subject)
            #expect(outcome.status == .done)
            #expect(person.console.typed.count == 1)
            #expect(outcome.errors.isEmpty)
            #expect(outcome.output.isEmpty)
        }
    }

    @Test func `no word of a prompt or an answer is among them`() throws {
        let ada = try beginner()
        _ = ada.run("ask", "What is $(rm /tmp/quicksilver)?")
        _ = ada.run("answer", "first-word", "--text", "Tea.", "--draft")
        let words = ada.run("complete", "prompts").output
        #expect(!words.contains("quicksilver") && !words.contains("Tea"))
        #expect(words.contains("ours/"))
    }

    @Test(arguments: ["bash", "zsh", "fish"]) func `each shell gets a script`(shell: String) throws {
        let outcome = try newcomer().run("--generate-completion-script", shell)
        #expect(outcome.status == .done)
        #expect(outcome.output.contains("twofold complete prompts"))
    }
}
