import Commands
import Foundation
import Machine
import Testing

/// Serialized: a pager changes this process's signal handling.
@Suite("A pager as a process", .serialized)
struct PagerTests {
    /// What is on a screen after this pager showed `text`.
    private func screen(_ text: String, _ environment: [String: String]) throws -> String {
        let pipe = Pipe()
        let screen = pipe.fileHandleForWriting.fileDescriptor
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        Terminal(environment: environment.merging(["PATH": path]) { old, _ in old }, output: screen, errors: screen).page(text)
        try pipe.fileHandleForWriting.close()
        return String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    }

    @Test(arguments: [
        ["TWOFOLD_PAGER": "tr a b", "PAGER": "tr a c"], ["PAGER": "tr a b"], ["TWOFOLD_PAGER": "tr a b | cat"],
    ])
    func `text goes through the pager that is wanted`(environment: [String: String]) throws {
        #expect(try screen("aha\n", environment) == "bhb\n")
    }

    @Test(arguments: [
        ["TWOFOLD_PAGER": "", "PAGER": "tr a b"], ["PAGER": " "], ["TWOFOLD_PAGER": "tr a b", "TERM": "dumb"], ["PATH": "/nowhere"],
    ])
    func `or through none, where none is wanted or there`(environment: [String: String]) throws {
        #expect(try screen("aha\n", environment) == "aha\n")
    }

    @Test func `a pager that is not there loses nothing`() throws {
        #expect(try screen("aha\n", ["PAGER": "no-such-pager"]).hasSuffix("aha\n"))
    }

    @Test(arguments: ["true", "head -c 3", "exit 3;"]) func `one that reads no further ends nothing`(pager: String) throws {
        let long = String(repeating: "word ", count: 100_000)
        let shown = try screen(long, ["PAGER": pager])
        #expect("wor".hasPrefix(shown))
    }

    @Test func `less neither runs anything nor writes anything down`() throws {
        let pager = #"echo "$LESSSECURE $LESSHISTFILE $LESS";"#
        #expect(try screen("aha\n", ["PAGER": pager, "LESSSECURE": "0", "LESSHISTFILE": "/tmp/h"]) == "1 - FRX\n")
        #expect(try screen("aha\n", ["PAGER": pager, "LESS": "-i"]) == "1 - -i\n")
    }
}
