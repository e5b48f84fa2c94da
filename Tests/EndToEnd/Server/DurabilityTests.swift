import Foundation
import Models
import ProgramSupport
import Subprocess
import Support
import Testing
import Wire

extension RealPrograms {
    @Suite("What was acknowledged is on the disk", .enabled(if: Trace.isPossible))
    struct DurabilityTests {
        /// Requests are sent one after another, so whatever the log contains when a reply leaves belongs to that reply or an
        /// earlier one.
        @Test func `each reply of the server follows a sync of its log that covers what was written`() async throws {
            let server = try LiveServer()
            let file = server.folder.path("trace")
            let writes = 25
            try await server.serving(tracing: file) { running in
                var (ada, ben) = try await WireDevice.couple(at: running.caller, seed: 3)
                let random = SeededRandom(seed: 4)
                for number in 0..<writes {
                    let round: RoundID = random.value()
                    try await ada.sync([ada.partner.seal(round, at: .current)])
                    try await ben.sync(number % 2 == 0 ? [ben.partner.seal(round, at: .current)] : [])
                }
            }
            let replies = try await Trace.finished(file).acknowledgements(beginning: "HTTP/1.1 200")
            #expect(replies.allSatisfy { $0.isDurable })
            #expect(replies.count { $0.hasWritten } >= writes + writes / 2)
        }

        @Test(arguments: [[], ["--draft"]])
        func `twofold answer says that words are saved once its own log is synced`(options: [String]) async throws {
            let ada = try Person("Ada")
            try await ada.twofold("init", "--name", "Ada")
            let file = ada.folder.path("trace")
            let command = Trace.command(
                "twofold", ["answer", "founding/first-word", "--file", "-", "--offline"] + options, into: file)
            let ended = try await Ended.running(
                command[0], Array(command.dropFirst()), input: "Words.", environment: ["TWOFOLD_HOME": ada.home])
            #expect(ended.isGood)
            let told = try await Trace.finished(file).acknowledgements(beginning: "")
            #expect(told.first?.hasWritten == true)
            #expect(told.allSatisfy { $0.isDurable })
        }

        @Test func `the reading of traces tells a reply that came too early from one that waited`() {
            let written = #"7 pwrite64(9</d/twofold.sqlite-wal>, "x"..., 4096, 32) = 4096"#
            let begun = #"7 fdatasync(9</d/twofold.sqlite-wal> <unfinished ...>"#
            let over = #"7 <... fdatasync resumed>) = 0"#
            let reply = #"8 write(12<TCP:[127.0.0.1:1->127.0.0.1:2]>, "HTTP/1.1 200 OK\r\n"..., 99) = 99"#
            func isDurable(_ lines: String...) -> Bool {
                Trace(parsing: lines.joined(separator: "\n")).acknowledgements(beginning: "HTTP/1.1 200").allSatisfy {
                    $0.isDurable
                }
            }
            #expect(isDurable(written, begun, over, reply))
            #expect(isDurable(reply))
            #expect(!isDurable(written, begun, reply, over))
            #expect(!isDurable(written, reply))
            #expect(!isDurable(written, begun, over, written, reply))
        }
    }
}
