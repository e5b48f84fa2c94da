import Foundation
import ProgramSupport
import Support
import Wire

/// Lets the primary of a PostgreSQL with standbys fail again and again, under load on three servers, and accounts for every
/// acknowledged write.
struct Failover {
    let options: FaultOptions
    let tally = Tally()
    let random: SeededRandom
    private let outages = Outages()

    init(_ options: FaultOptions) {
        self.options = options
        random = SeededRandom(seed: options.seed)
    }

    /// - Returns: whether nothing broke that must not break.
    func run() async throws -> Bool {
        guard let cluster = Cluster() else {
            Faults.say("Run it as: Scripts/failover-cluster with twofold-faults failover")
            return false
        }
        Faults.say("Failover \(options.faults) times, seed \(options.seed), programs in \(Programs.folder)")
        if !cluster.canCutOff { Faults.say("SKIPPED: no node is cut off here: that takes root and network namespaces.") }
        let began = ContinuousClock.now
        try await cluster.whole()
        try await cluster.run("sql", "leader", "CREATE ROLE twofold LOGIN")
        try await cluster.run("sql", "leader", "CREATE DATABASE twofold OWNER twofold")
        let scratch = try ScratchFolder()
        try await serving([1, 2, 3], on: cluster, in: scratch) {
            // The balancer looks once a second.
            try await cluster.within(.seconds(30), "the servers are reached") {
                for _ in 1...3 where try await cluster.caller.send(.ready, nil).status != 200 { return false }
                return true
            }
            try await underFaults(cluster, try ScratchFolder(borrowing: scratch.path("homes")))
            try await Repair(cluster: cluster, folder: try ScratchFolder(borrowing: scratch.path("repaired")), failover: self).run()
        }
        report(after: .now - began)
        return tally.violations == 0
    }

    private func serving(
        _ numbers: ArraySlice<Int>, on cluster: Cluster, in scratch: ScratchFolder, _ body: () async throws -> Void
    ) async throws {
        guard let number = numbers.first else { return try await body() }
        let server = LiveServer(in: try ScratchFolder(borrowing: scratch.path("server\(number)")))
        let database = try await cluster.run("database", "\(number)")
        let environment = ["TWOFOLD_SERVER_DATABASE": database]
        try await server.serving(port: cluster.port(ofServer: number), Trouble.options, environment: environment) { _ in
            try await serving(numbers.dropFirst(), on: cluster, in: scratch, body)
        }
        guard numbers.count == 1 else { return }
        let check = try await Ended.running("twofold-server", ["check", "--data", server.data], environment: environment)
        if !check.isGood { tally.violation("twofold-server check: \(check.output)\(check.errors)") }
    }

    private func underFaults(_ cluster: Cluster, _ folder: ScratchFolder) async throws {
        let household = Household(number: 0, in: folder, url: cluster.caller.url, seed: random.number(), tally: tally)
        let load = FailoverLoad(household: household, at: cluster.caller, seed: random.number(), tally: tally, outages: outages)
        let isOver = EndFlag()
        try await withThrowingTaskGroup { group in
            group.addTask { try await load.run { isOver.isSet } }
            group.addTask {
                defer { isOver.set() }
                try await cluster.within(.seconds(60), "every client writes") { load.hasBegun }
                try await fail(cluster, load)
            }
            try await group.waitForAll()
        }
        try await load.account()
    }

    private func fail(_ cluster: Cluster, _ load: FailoverLoad) async throws {
        let faults = NodeFault.allCases.filter { $0 != .cutOff || cluster.canCutOff }
        for number in 0..<options.faults {
            try await Task.sleep(for: .milliseconds(1_500 + random.below(1_500)))
            guard let node = await cluster.leader() else { throw Cluster.TimedOut(what: "a leader", limit: .zero) }
            let fault = faults[number % faults.count]
            try await cluster.run(fault.beginning, "\(node)")
            outages.begin(fault)
            do {
                try await cluster.within(.seconds(90), "every client writes again") { outages.latest?.waits.count == load.clients }
            } catch let error as Cluster.TimedOut {
                tally.violation("node \(node) \(fault.rawValue): not so within \(error.limit): \(error.what)")
            }
            let waited = ContinuousClock.now
            try await cluster.run(fault.end, "\(node)")
            try await cluster.whole()
            guard let outage = outages.latest else { continue }
            tally.count("primaries \(fault.rawValue)")
            Faults.say(
                "\(number + 1) of \(options.faults), node \(node) \(fault.rawValue): a write after \(outage.first.tenths) s, "
                    + "every client's after \(outage.last.tenths) s; whole again \((.now - waited).tenths) s later")
        }
    }

    private func report(after time: Duration) {
        tally.lines.forEach(Faults.say)
        outages.lines.forEach(Faults.say)
        let writes = tally["wire writes accounted for"] + tally["acknowledged texts found again at home"]
        Faults.say(
            "Seed \(options.seed), \(time.tenths) s: the primary failed \(options.faults) times, \(writes) acknowledged writes and \(tally["reveals accounted for"]) reveals accounted for, \(tally.violations) promises broken."
        )
    }
}
