import Foundation
import Models
import Support
import Synchronization
import Testing
import Wire

extension RealPrograms {
    @Suite("A server killed under load") struct KillTests {
        @Test("has each write that it acknowledged, every time, and takes a retry as the same write")
        func acknowledged() async throws {
            let server = try LiveServer()
            var writers: [Writer] = []
            var port = 0
            for killing in 1...5 {
                (writers, port) = try await server.serving(port: port) { running in
                    if writers.isEmpty {
                        for seed in 1...3 { writers.append(try await Writer(at: running.caller, seed: UInt64(seed))) }
                    }
                    for writer in writers { try await writer.expectAll(at: running.caller) }
                    // Killed when so many have been acknowledged: each time at another moment of another exchange.
                    let countdown = Countdown(from: 30 + 7 * killing)
                    let after = try await withThrowingTaskGroup(of: Writer.self) { group in
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

    /// Counts one; true for the last.
    func isOver() -> Bool {
        left.withLock { left in
            left -= 1
            return left == 0
        }
    }
}

/// Writes record after record, and remembers which of them were acknowledged.
private struct Writer: Sendable {
    private(set) var device: WireDevice
    private(set) var acknowledged: Set<RecordID> = []
    /// Sent, but cut off: goes first the next time.
    private var unanswered: Record?

    init(at caller: WireCaller, seed: UInt64) async throws { device = try await WireDevice.couple(at: caller, seed: seed).0 }

    func writingUntilCutOff(_ acknowledge: () throws -> Void) async throws -> Writer {
        var writer = self
        while true {
            let record = try writer.unanswered ?? writer.device.partner.record(.shared, at: .current)
            writer.unanswered = record
            let response: SyncResponse
            do {
                response = try await writer.device.sync([.record(RecordWrite(record: record))])
            } catch let error where !(error is Problem) {
                return writer
            }
            guard response.outcomes == [.applied] else { throw OutcomeError(outcomes: response.outcomes) }
            writer.acknowledged.insert(record.header.id)
            writer.unanswered = nil
            try acknowledge()
        }
    }

    func expectAll(at caller: WireCaller) async throws {
        let changes = try await device.everything()
        let there = changes.compactMap { if case .record(let change) = $0 { change.header.id } else { nil } }
        #expect(acknowledged.isSubset(of: there))
        #expect(Set(there).count == there.count)
        // Nothing else but perhaps the one that was cut off.
        #expect(Set(there).subtracting(acknowledged).isSubset(of: unanswered.map { [$0.header.id] } ?? []))
    }
}
