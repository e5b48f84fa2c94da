import Foundation
import ProgramSupport
import Support

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Cuts the power of the server and homes, again and again, and looks for every write that was acknowledged before.
struct PowerLoss {
    private let options: FaultOptions
    private let tally = Tally()
    private let random: SeededRandom

    init(_ options: FaultOptions) {
        self.options = options
        random = SeededRandom(seed: options.seed)
    }

    /// - Returns: whether nothing was lost; if the programs only believe that they flush, whether the loss was detected.
    func run() async throws -> Bool {
        guard PrivateMounts.arePossible else { return skipped("it takes root, mount namespaces and loop devices") }
        let scratch = try ScratchFolder()
        guard let rig = try await PowerRig(in: scratch) else { return skipped("there is neither mkfs.xfs nor mkfs.btrfs") }
        let lie = options.liesAboutFlushing ? ", and nothing is ever flushed" : ""
        Faults.say(
            "Power losses for \(options.seconds) s, seed \(options.seed), on \(rig.kind.rawValue), programs in \(Programs.folder)\(lie)"
        )
        if options.liesAboutFlushing {
            guard let library = FlushLie.library else { return skipped("there is no libeatmydata") }
            setenv("LD_PRELOAD", library, 1)
        }
        let deadline = ContinuousClock.now + .seconds(options.seconds)
        while ContinuousClock.now < deadline, !hasSeenEnough { try await generation(on: rig, until: deadline) }
        try await rig.end()
        return report()
    }

    /// A lie has to be detected only this often.
    private var hasSeenEnough: Bool { options.liesAboutFlushing && tally["power losses that lost writes"] >= 5 }

    private func skipped(_ why: String) -> Bool {
        Faults.say("SKIPPED: no power was lost: \(why).")
        return true
    }

    /// A new server and new homes, with several power losses.
    private func generation(on rig: PowerRig, until deadline: ContinuousClock.Instant) async throws {
        let place = try ScratchFolder(borrowing: rig.disk.path + "/\(random.number())")
        let server = LiveServer(in: place)
        let load = PowerLoad(place: place, random: random, tally: tally)
        try await server.serving(Trouble.options) { running in
            try await load.begin(at: running.caller)
            try await withThrowingTaskGroup { group in
                group.addTask { try await load.work() }
                group.addTask {
                    defer { load.end() }
                    for _ in 0..<5 where ContinuousClock.now < deadline && !hasSeenEnough {
                        try await Task.sleep(for: .milliseconds(20 + random.below(700)))
                        try await lose(rig, load)
                    }
                }
                try await group.waitForAll()
            }
        }
        try FileManager.default.removeItem(atPath: place.path)
    }

    private func lose(_ rig: PowerRig, _ load: PowerLoad) async throws {
        // What was acknowledged before the cut starts. Anything that arrives meanwhile may or may not be there.
        let promised = load.acknowledged
        let after = try await rig.cut()
        let lost: Int
        do {
            lost = try await promised.missing(at: after.path + "/" + load.name, tally)
        } catch {
            guard options.liesAboutFlushing else { throw error }
            lost = promised.count
        }
        try await rig.discard(after)
        tally.count("power losses")
        if lost > 0 { tally.count("power losses that lost writes") }
        tally.count(
            options.liesAboutFlushing ? "writes lost" : "acknowledged writes accounted for",
            options.liesAboutFlushing ? lost : promised.count - lost)
        if lost > 0, !options.liesAboutFlushing { tally.violation("\(lost) of \(promised.count) acknowledged writes are gone") }
    }

    private func report() -> Bool {
        tally.lines.forEach(Faults.say)
        guard options.liesAboutFlushing else {
            Faults.say(
                "Seed \(options.seed): power lost \(tally["power losses"]) times, \(tally["acknowledged writes accounted for"]) acknowledged writes accounted for, \(tally.violations) promises broken."
            )
            return tally.violations == 0 && tally["power losses"] > 0
        }
        let seen = tally["power losses that lost writes"]
        Faults.say(
            "Without flushing, \(seen) of \(tally["power losses"]) power losses lost writes: the rig \(seen > 0 ? "can" : "CANNOT") tell."
        )
        return seen > 0
    }
}
