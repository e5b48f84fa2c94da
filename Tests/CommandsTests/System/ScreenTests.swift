import Catalogue
import Commands
import Foundation
import Machine
import Testing

/// Part of the terminal suite, so that it's serialized with it.
extension TerminalTests {
    private var environment: [String: String] { ["TERM": "xterm"] }

    @Test func `a screen takes the whole terminal, and gives it back as it was`() throws {
        pseudo.resize(columns: 80, rows: 24)
        let filled = together { pseudo in
            _ = pseudo.see(until: "d keep a draft")
            pseudo.type("7\u{1B}[Bn")
            // An unknown key sequence doesn't count as pressing any of its letters.
            pseudo.type("\u{1B}[15;5~")
            pseudo.type("3é日本\r")
            pseudo.type("q")
        } _: {
            terminal(environment).fill(CheckInSheet()) { _ in }
        }
        let (sheet, end) = try #require(filled)
        #expect(end == .done && sheet.wish == .keep)
        #expect(sheet.ratings.values.compactMap(\.note) == ["é日本"])
        #expect(pseudo.shows && pseudo.waitsForLines)
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
    func `a signal that ends the process gives the terminal back first`(signal: Int32) throws {
        pseudo.resize(columns: 80, rows: 24)
        let filled = together { pseudo in
            _ = pseudo.see(until: "d keep a draft")
            pseudo.type("7")
            _ = pseudo.see(until: "7")
            kill(getpid(), signal)
        } _: {
            terminal(environment).fill(CheckInSheet()) { _ in }
        }
        let (sheet, end) = try #require(filled)
        #expect(end == .interrupted(by: signal))
        #expect(sheet.ratings.values.map(\.value) == [7])
        #expect(pseudo.shows && pseudo.waitsForLines)
    }

    @Test func `another size of the window is drawn anew`() throws {
        pseudo.resize(columns: 80, rows: 24)
        let filled = together { pseudo in
            _ = pseudo.see(until: "d keep a draft")
            pseudo.resize(columns: 20, rows: 10)
            kill(getpid(), SIGWINCH)
            _ = pseudo.see(until: "s seal  d draft")
            pseudo.type("q")
        } _: {
            terminal(environment).fill(CheckInSheet()) { _ in }
        }
        #expect(filled?.end == .done)
        #expect(pseudo.shows && pseudo.waitsForLines)
    }

    @Test(arguments: [[:], ["TERM": "dumb"], ["TERM": ""], ["TERM": "no-such-terminal"]])
    func `a terminal that cannot place text shows no screen`(environment: [String: String]) {
        #expect(terminal(environment).fill(CheckInSheet()) { _ in } == nil)
        #expect(pseudo.shows && pseudo.waitsForLines)
    }
}
