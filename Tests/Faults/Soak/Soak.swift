import Foundation
import ProgramSupport
import Support
import Synchronization

/// Runs the load and the trouble, and finally accounts for everything.
struct Soak: Sendable {
    let options: FaultOptions
    let tally = Tally()
    let random: SeededRandom
    let weather: Weather
    /// Where the server currently is; 0 while there's none.
    let port = ServerPort()

    init(_ options: FaultOptions) {
        self.options = options
        random = SeededRandom(seed: options.seed)
        weather = Weather(seed: options.seed &+ 1, tally: tally)
    }

    /// - Returns: whether nothing broke that must not break.
    func run() async throws -> Bool {
        Faults.say("Soak of \(options.seconds) s, seed \(options.seed), programs in \(Programs.folder)")
        let scratch = try ScratchFolder()
        let disks = try await SoakDisks(in: scratch)
        if disks.server == nil { Faults.say("SKIPPED: no disk is filled here: that takes root and loop devices.") }
        let server = LiveServer(in: try ScratchFolder(borrowing: scratch.path("server")))
        let proxy = try Proxy(weather: weather)
        proxy.start()
        let load = Load(folder: try ScratchFolder(borrowing: scratch.path("homes")), url: proxy.url, soak: self)
        let trouble = Trouble(server: server, proxy: proxy, disks: disks, soak: self)
        let deadline = ContinuousClock.now + .seconds(options.seconds)
        let isOver: @Sendable () -> Bool = { ContinuousClock.now >= deadline }
        try await withThrowingTaskGroup { group in
            group.addTask { try await trouble.run(until: isOver) }
            group.addTask { try await load.run(until: isOver) { trouble.end() } }
            try await group.waitForAll()
        }
        try await settle(server, proxy, load)
        try await disks.unmount()
        report()
        return tally.violations == 0
    }

    private func settle(_ server: LiveServer, _ proxy: Proxy, _ load: Load) async throws {
        weather.set(0)
        try await server.serving(Trouble.options) { running in
            proxy.lead(to: running.port)
            try await load.account(at: running.caller)
        }
        let check = try await server.command("check")
        if !check.isGood { tally.violation("twofold-server check: \(check.output)\(check.errors)") }
    }

    private func report() {
        tally.lines.forEach(Faults.say)
        let kills = tally["server killed"] + tally["commands killed"]
        let writes = tally["wire writes accounted for"] + tally["acknowledged texts found again at home"]
        Faults.say(
            "Seed \(options.seed): \(kills) kills survived, \(writes) acknowledged writes accounted for, \(tally.violations) promises broken."
        )
    }
}
