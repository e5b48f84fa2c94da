import Foundation
import Models
import ProgramSupport
import Support
import Synchronization
import Testing
import Wire

extension RealPrograms {
    @Suite("A server killed under load")
    struct KillTests {
        @Test func `has each write that it acknowledged, every time, and takes a retry as the same write`() async throws {
            let server = try LiveServer()
            var writers: [WireWriter] = []
            var port = 0
            for killing in 1...5 {
                (writers, port) = try await server.serving(port: port) { running in
                    if writers.isEmpty {
                        for seed in 1...3 { writers.append(try await WireWriter(at: running.caller, seed: UInt64(seed))) }
                    }
                    for writer in writers { try await writer.expectAll(at: running.caller) }
                    // Killed after this many acknowledgements: each time at a different moment of another exchange.
                    let countdown = Countdown(from: 30 + 7 * killing)
                    let after = try await withThrowingTaskGroup(of: WireWriter.self) { group in
                        for writer in writers {
                            group.addTask { try await writer.writingUntilCutOff { if countdown.isOver() { try running.kill() } } }
                        }
                        return try await group.reduce(into: []) { $0.append($1) }
                    }
                    #expect(running.isKilled)
                    return (after, running.port)
                }
            }
            try await server.serving(port: port) { running in
                for writer in writers {
                    #expect(writer.acknowledged.count > 30)
                    try await writer.expectAll(at: running.caller)
                }
            }
            #expect(try await server.command("check").isGood)
        }
    }
}

private final class Countdown: Sendable {
    private let left: Mutex<Int>

    init(from start: Int) { left = Mutex(start) }

    /// Counts down by one; `true` for the last.
    func isOver() -> Bool {
        left.withLock { left in
            left -= 1
            return left == 0
        }
    }
}

extension WireWriter {
    fileprivate func writingUntilCutOff(_ acknowledge: () throws -> Void) async throws -> WireWriter {
        var writer = self
        while true {
            do {
                try await writer.write(1)
            } catch let error where !(error is Problem) && !(error is OutcomeError) {
                return writer
            }
            try acknowledge()
        }
    }

    fileprivate func expectAll(at caller: WireCaller) async throws { #expect(try await account(at: caller).isGood) }
}
