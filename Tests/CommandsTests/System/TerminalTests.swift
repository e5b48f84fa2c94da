import Commands
import Foundation
import Machine
import Models
import Support
import Testing

/// Serialized: a terminal's mode is saved per process.
@Suite("A terminal", .serialized)
struct TerminalTests {
    let pseudo: PseudoTerminal

    init() throws { pseudo = try PseudoTerminal() }

    func terminal(_ environment: [String: String] = [:]) -> Terminal {
        Terminal(environment: environment, input: pseudo.program, output: pseudo.program, errors: pseudo.program)
    }

    /// The result of `body` on pipes, and what it wrote to standard output.
    private func piped<Result>(
        _ input: String, _ environment: [String: String] = [:], _ body: (Terminal) throws -> Result
    ) throws -> (result: Result, output: String) {
        let (keyboard, screen) = (Pipe(), Pipe())
        try keyboard.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try keyboard.fileHandleForWriting.close()
        let result = try body(
            Terminal(
                environment: environment, input: keyboard.fileHandleForReading.fileDescriptor,
                output: screen.fileHandleForWriting.fileDescriptor, errors: screen.fileHandleForWriting.fileDescriptor))
        try screen.fileHandleForWriting.close()
        return (result, String(decoding: try screen.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self))
    }

    /// Runs `person` beside `program`, which waits for it.
    func together<Result: Sendable>(
        _ person: @escaping @Sendable (PseudoTerminal) -> Void, _ program: () -> Result
    ) -> Result {
        // The two sides of a terminal are meant to be used at the same time.
        nonisolated(unsafe) let pseudo = pseudo
        let done = DispatchSemaphore(value: 0)
        Thread {
            person(pseudo)
            done.signal()
        }.start()
        defer { done.wait() }
        return program()
    }

    @Test func `a terminal is known by what it says of itself`() throws {
        pseudo.resize(columns: 97, rows: 31)
        let facts = terminal()
        #expect(facts.isTerminal && facts.isInteractive && facts.columns == 97 && facts.rows == 31)
        #expect(terminal(["COLUMNS": "40"]).columns == 40)
        #expect(terminal(["COLUMNS": "0"]).columns == 97)
        let pipe = try piped("") { [$0.isTerminal, $0.isInteractive, $0.columns != nil, $0.rows != nil] }
        #expect(pipe.result == [false, false, false, false])
        #expect(try piped("", ["COLUMNS": "60"], { $0.columns }).result == 60)
    }

    @Test(
        arguments: [
            ([:], true, false), (["NO_COLOR": "1"], false, false), (["NO_COLOR": ""], true, false),
            (["CLICOLOR": "0"], false, false), (["TERM": "dumb"], false, false),
            (["CLICOLOR_FORCE": "1"], true, true), (["CLICOLOR_FORCE": "0"], true, false),
            (["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], false, false),
        ] as [([String: String], Bool, Bool)])
    func `colour is used where it is seen and wanted`(environment: [String: String], onTerminal: Bool, inPipe: Bool) throws {
        #expect(terminal(environment).isColoured == onTerminal)
        #expect(try piped("", environment) { $0.isColoured }.result == inPipe)
    }

    @Test func `a pipe is read by lines and then whole, and nobody is asked`() throws {
        let (result, output) = try piped("one\r\ntwo\n\nrest\nof it") { terminal in
            let lines = (0..<3).map { _ in terminal.readLine(prompt: "Code: ") }
            return (lines, try terminal.readAll(), terminal.readSecret(prompt: "Code: "), terminal.key(within: nil))
        }
        #expect(result.0 == ["one", "two", ""])
        #expect(result.1 == Bytes("rest\nof it".utf8))
        #expect(result.2 == nil && result.3 == .ended)
        #expect(output.isEmpty)
    }

    @Test func `what is written arrives as it is`() throws {
        let long = String(repeating: "é", count: 20_000)
        #expect(try piped("", [:]) { $0.write(long) }.output == long)
    }

    @Test func `a secret is not shown while it is typed, and other things are again afterwards`() {
        let seen = Seen()
        let secret = together { pseudo in
            seen.text = pseudo.see(until: "Code: ")
            pseudo.type("K1T-WORDS\n")
            seen.text += pseudo.see(until: "\r\n")
        } _: {
            terminal().readSecret(prompt: "Code: ")
        }
        #expect(secret == "K1T-WORDS")
        #expect(seen.text == "Code: \r\n")
        #expect(pseudo.shows)
    }

    @Test func `what is typed while something takes long is neither shown nor kept`() throws {
        let seen = Seen()
        let done = try together { pseudo in
            while pseudo.shows { sched_yield() }
            pseudo.type("rm x\n")
            seen.text = pseudo.see(until: "done")
        } _: {
            Result {
                try terminal().unheard {
                    while (try? typedAhead()) != true { sched_yield() }
                    terminal().write("done")
                    return 7
                }
            }
        }.get()
        #expect(done == 7)
        #expect(seen.text == "done")
        #expect(try pseudo.shows && !typedAhead())
    }

    /// Whether something has been typed that wasn't read.
    private func typedAhead() throws -> Bool {
        var count: Int32 = 0
        return ioctl(pseudo.program, UInt(FIONREAD), &count) == 0 && count > 0
    }

    @Test func `a key needs no return, all of it is taken, and the terminal is as before`() {
        let key = together { pseudo in
            while pseudo.waitsForLines { sched_yield() }
            pseudo.type("\u{1b}[A")
        } _: {
            terminal().key(within: nil)
        }
        #expect(key == .pressed(0x1b))
        #expect(pseudo.waitsForLines && pseudo.shows)
        #expect(terminal().key(within: .zero) == .timedOut)
    }
}

/// Filled by one thread, and read by another after it has waited for the first.
final class Seen: @unchecked Sendable {
    var text = ""
}
