import Foundation
import ProgramSupport
import Support
import Synchronization
import Wire

/// Everyone who uses the server: couples on the command line, and devices that write as fast as they can.
final class Load: Sendable {
    private let folder: ScratchFolder
    private let url: String
    private let soak: Soak
    private let households = Mutex<[Household]>([])
    private let writers = Mutex<[WireWriter]>([])

    /// - Parameter url: of the proxy.
    init(folder: ScratchFolder, url: String, soak: Soak) {
        (self.folder, self.url, self.soak) = (folder, url, soak)
    }

    private var tally: Tally { soak.tally }

    /// - Parameter ended: called when no one is working any more.
    func run(until isOver: @escaping @Sendable () -> Bool, ended: @escaping @Sendable () -> Void) async throws {
        defer { ended() }
        try await withThrowingTaskGroup { group in
            for couple in 0..<soak.options.couples { group.addTask { [self] in try await live(couple, until: isOver) } }
            for seed in 0..<4 { group.addTask { [self] in try await write(UInt64(seed), until: isOver) } }
            try await group.waitForAll()
        }
    }

    /// Accounts for everything.
    func account(at caller: WireCaller) async throws {
        for writer in writers.withLock({ $0 }) {
            let account = try await writer.account(at: caller)
            if !account.isGood { tally.violation("the server's records are not what was acknowledged: \(account)") }
            tally.count("wire writes accounted for", account.acknowledged - account.missing)
        }
        for household in households.withLock({ $0 }) { try await household.account() }
    }
}

// MARK: - With the command line
extension Load {
    /// One couple after another: a new one every few hundred steps, so that pairing and linking are disturbed too.
    private func live(_ couple: Int, until isOver: @escaping @Sendable () -> Bool) async throws {
        var generation = 0
        while !isOver() {
            let number = couple + generation * soak.options.couples
            let household = Household(
                number: number, in: folder, url: url, seed: soak.options.seed &+ 100 &+ UInt64(number), tally: tally)
            guard try await household.begin(until: isOver) else { return }
            households.withLock { $0.append(household) }
            try await household.live(steps: 250, until: isOver)
            generation += 1
        }
    }
}

// MARK: - On the wire
extension Load {
    private func write(_ seed: UInt64, until isOver: @escaping @Sendable () -> Bool) async throws {
        let random = SeededRandom(seed: soak.options.seed &+ 1_000 &+ seed)
        // Every other one goes through the proxy.
        let caller: () -> WireCaller = { [self] in seed % 2 == 0 ? soak.port.caller : WireCaller(url: url) }
        while !isOver() {
            guard var writer = try? await WireWriter(at: caller(), seed: random.number()) else {
                try await Task.sleep(for: .milliseconds(20))
                continue
            }
            // No partner's limit is reached.
            while !isOver(), writer.acknowledged.count < 20_000 { _ = await writer.step(at: caller(), random, tally) }
            writers.withLock { $0.append(writer) }
        }
    }
}
