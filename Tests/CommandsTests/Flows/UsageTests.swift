import Commands
import Models
import Presentation
import Testing

@Suite("Wrong usage")
struct UsageTests {
    @Test(arguments: [
        ["statsu"], ["answer", "--text", "a", "--file", "b"], ["show"], ["config", "colour"], ["config", "reveal", "sometimes"],
        ["export", "--format", "pdf"], ["kit", "--check", "--new"], ["sync", "--nonsense"],
        ["ask", "x", "--offline", "--require-sync"],
        ["init", "--server", "ftp://example.org"], ["history"], ["withdraw"],
    ])
    func `wrong usage ends with 64 and changes nothing`(arguments: [String]) throws {
        let person = try newcomer()
        let outcome = person.run(arguments)
        #expect(outcome.status == .usage)
        #expect(outcome.output.isEmpty)
        #expect(!outcome.errors.isEmpty)
    }

    @Test func `for scripts it is an error in JSON`() throws {
        let outcome = try newcomer().run(["answer", "--json", "--foo"])
        #expect(outcome.status == .usage)
        #expect(
            outcome.output
                == #"{"error":{"code":"usage","message":"Unknown option '--foo'. Did you mean '--file'?","#
                + #""next":"`twofold help answer` shows how to use it.","words":null}}"#
                + "\n")
    }

    @Test(arguments: [
        (["statsu"], "There's no command “statsu”.\nDid you mean `twofold status`?\n"),
        (["Show", "first-word"], "There's no command “Show”.\nDid you mean `twofold show`?\n"),
        (["help", "anwser"], "There's no command “anwser”.\nDid you mean `twofold answer`?\n"),
        (["frobnicate"], "There's no command “frobnicate”.\n`twofold help` lists them all.\n"),
        (["devices", "remvoe", "phone"], "There's no command “devices remvoe”.\nDid you mean `twofold devices remove`?\n"),
        (["help", "devices", "lsit"], "There's no command “devices lsit”.\nDid you mean `twofold devices list`?\n"),
        (["help", "evenign"], "There's no command “evenign”.\nDid you mean `twofold help evening`?\n"),
        (["devices", "burn"], "There's no command “devices burn”.\n`twofold help devices` lists them all.\n"),
    ])
    func `a command that is nearly one is guessed`(arguments: [String], errors: String) throws {
        let outcome = try newcomer().run(arguments)
        #expect(outcome.errors == errors)
        #expect(outcome.status == .usage)
    }

    @Test(arguments: [["--hlep"], ["--verison"], ["--jsno"], ["-x"], ["--nonsense"], ["welcme"], ["--hlep", "--json"]])
    func `a slip at the very beginning names no command that nobody types`(arguments: [String]) throws {
        let person = try newcomer()
        let outcome = person.run(arguments)
        let said = outcome.output + outcome.errors
        #expect(outcome.status == .usage)
        #expect(!said.contains("welcome") && !said.contains("complete"), "\(said)")
        #expect(said.contains("`twofold help`"))
        if let meant = ["--hlep": "--help", "--verison": "--version", "--jsno": "--json"][arguments[0]] {
            #expect(said.contains("Did you mean '\(meant)'?"), "\(said)")
        }
    }

    @Test func `a slip at a command's option is guessed`() throws {
        let outcome = try newcomer().run("answer", "--hlep")
        #expect(outcome.errors.contains("Unknown option '--hlep'. Did you mean '--help'?"), "\(outcome.errors)")
        #expect(outcome.errors.contains("twofold answer"))
    }

    @Test(arguments: [["ask", ""], ["ask", " "], ["ask", "\u{200B}"]]) func `a question that is none says how to ask one`(
        arguments: [String]
    ) throws {
        let outcome = try beginner().run(arguments)
        #expect(outcome.status == .failed)
        #expect(outcome.errors.hasPrefix("There's no question in that, so nothing was added.\n"))
        #expect(outcome.errors.contains("`twofold ask`") && !outcome.errors.contains("skip"))
    }

    @Test func `a prompt that is nearly one is guessed`() throws {
        let ada = try beginner()
        #expect(
            ada.run("show", "frist word").errors
                == "No question is called “frist word”.\nDid you mean founding/first-word?\n")
        #expect(
            ada.run("answer", "founding/frst-word", "--text", "Tea.", "--json").output.contains(
                #""next":"Did you mean founding/first-word?""#))
        #expect(ada.run("show", "99").errors.hasSuffix("\n`twofold prompts` lists them all.\n"))
    }

    @Test func `twofold alone helps where nothing has begun`() throws {
        let outcome = try newcomer().run([])
        #expect(outcome.status == .done)
        #expect(outcome.output.contains("OVERVIEW: Answer apart. Reveal together."))
    }

    @Test func `status says how to begin`() throws {
        let outcome = try newcomer().run(["status"])
        #expect(outcome.status == .failed)
        #expect(
            outcome.errors
                == "Twofold isn't set up here yet.\nStart with `twofold init`, or with `twofold join` if your partner gave you a code.\n"
        )
    }

    @Test(arguments: [["--help"], ["help", "answer"], ["answer", "--help"], ["--version"]])
    func `help is no error`(arguments: [String]) throws {
        let outcome = try newcomer().run(arguments)
        #expect(outcome.status == .done)
        #expect(!outcome.output.isEmpty)
    }

    @Test func `the version names the program's and the protocol's`() throws {
        let outcome = try newcomer().run(["--version"])
        #expect(outcome.output == "twofold \(Release.version) (protocol \(Release.protocolVersion))\n")
    }
}
