import Commands
import Presentation
import Support
import TestTraits
import Testing

@Suite("A kit on paper", .onOwnThreads)
struct KitPageTests {
    @Test func `is a page with name, date, code and what to do, which no one else can read`() throws {
        let (ada, _) = try pair()
        let outcome = ada.run("kit", "--print", "kit.html", "--json")
        let page = String(decoding: try #require(ada.files["kit.html"]), as: UTF8.self)
        let code = String(try #require(page.firstMatch(of: /<p class="code">([^<]+)</)).output.1)
        #expect(outcome.output == #"{"file":"kit.html","added_by_former":[]}"# + "\n")
        for part in [code, "Ada", "Made on ", "twofold recover", "twofold kit --check", "<path d=\"M"] {
            #expect(page.contains(part))
        }
        #expect(!page.contains("<script") && !page.contains("http:") && !page.contains("https:") || code.contains("http"))
    }

    @Test func `is told without its code on the screen`() throws {
        let (ada, _) = try pair()
        let outcome = ada.run("kit", "--print", "kit.html")
        #expect(outcome.status == .done)
        #expect(outcome.output.contains("kit.html") && outcome.output.contains("delete the file"))
        let page = String(decoding: try #require(ada.files["kit.html"]), as: UTF8.self)
        let code = try #require(page.firstMatch(of: /<p class="code">([^<]+)</)).output.1
        #expect(!outcome.output.contains(code))
        #expect(ada.run("kit", "--check", String(code)).status == .done)
    }

    @Test(arguments: [["--print", "-"], ["--print", "a.html", "--check"]]) func `goes to a file, and is made anew`(
        _ options: [String]
    ) throws {
        let (ada, _) = try pair()
        #expect(ada.run(["kit"] + options).status == .usage)
    }

    @Test func `whose file can't be written is shown all the same, because it exists by then`() throws {
        let (ada, _) = try pair()
        ada.isDiskFull = true
        let outcome = ada.run("kit", "--print", "kit.html", "--no-qr")
        #expect(outcome.status == .failed)
        #expect(outcome.errors.contains("kit.html can't be written, so here is your kit"))
        let kit = try #require(outcome.output.split(separator: "\n").first { $0.hasPrefix("    ") }).filter { $0 != " " }
        #expect(ada.run("kit", "--check", kit).status == .done)
    }

    private func code(_ outcome: Outcome) throws -> String {
        try #require(outcome.output.split(separator: "\n").first { $0.hasPrefix("    ") }).filter { $0 != " " }
    }

    @Test func `whose file can't be made isn't made either`() throws {
        let (ada, _) = try pair()
        let old = try code(ada.run("kit", "--no-qr"))
        let outcome = ada.run("kit", "--new", "--print", "/nonexistent/kit.html")
        #expect(outcome.status == .failed)
        #expect(outcome.output.isEmpty && outcome.errors.contains("can't be written, so no kit was made"))
        #expect(ada.run("kit", "--check", old).status == .done)
    }

    @Test(arguments: [[], ["--json"]]) func `that can't be shown is dropped, and the one before it works`(options: [String]) throws
    {
        let (ada, _) = try pair()
        let old = try code(ada.run("kit", "--no-qr"))
        ada.console.isFull = true
        let outcome = ada.run(["kit", "--new"] + options)
        ada.console.isFull = false
        #expect(outcome.status == .failed)
        if options.isEmpty {
            #expect(outcome.errors.contains("couldn't be shown, so it was dropped. The kit you had still works."))
        }
        #expect(ada.run("kit", "--check", old).status == .done)
        #expect(ada.run("doctor").output.contains("You have a recovery kit."))
    }

    @Test func `that fails says that the one before it works`() throws {
        let (ada, _) = try pair()
        _ = ada.run("kit")
        ada.home.isOffline = true
        let outcome = ada.run("kit", "--new")
        #expect(outcome.status == .failed)
        #expect(outcome.errors.contains("No new kit was made. The kit you had still works."))
    }

    @Test func `takes the place of the one before it`() throws {
        let (ada, _) = try pair()
        _ = ada.run("kit")
        #expect(ada.run("kit", "--new").output.hasSuffix("The kit before this one no longer works.\n"))
    }
}
