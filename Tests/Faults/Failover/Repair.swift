import Foundation
import ProgramSupport
import Support
import Wire

/// A standby that nobody waits for takes over without the primary's last commits, and clients bring back what it lacks.
struct Repair {
    let cluster: Cluster
    let folder: ScratchFolder
    let failover: Failover

    private var tally: Tally { failover.tally }

    func run() async throws {
        try await cluster.run("set", #"{"synchronous_mode": false, "synchronous_mode_strict": false}"#)
        try await cluster.whole(isSynchronous: false)
        let household = Household(
            number: 1_000, in: folder, url: cluster.caller.url, seed: failover.random.number(), tally: tally)
        guard try await household.begin(until: { false }) else { return }
        try await household.live(steps: 30) { false }
        // A device that doesn't offer again what it has written: the account has to miss that.
        var control = try await WireWriter(at: cluster.caller, seed: failover.random.number())
        try await control.write(10)

        let (before, after) = try await losingTail(of: household) { try await control.write(10) }
        let lost = before.filter { record, version in after[record].map { $0 < version } ?? true }
        Faults.say("A standby that lacked \(lost.count) of \(before.count) records took over.")
        tally.count("records that a failover lost", lost.count)
        do {
            try await control.write(1)
            tally.violation("a device wrote after a failover that lost its writes, and wasn't told")
        } catch let problem as Problem where problem.code == .historyChanged {
            tally.count("devices told that the server went back")
        }
        let missing = try await control.account(at: cluster.caller).missing
        if missing != 10 { tally.violation("the account misses \(missing) of 10 writes that a failover lost") }

        try await household.account()
        let end = try await versions()
        let mended = lost.filter { record, version in end[record].map { $0 >= version } ?? false }
        tally.count("lost records that clients brought back", mended.count)
        if lost.isEmpty || mended.count < lost.count - 10 {
            tally.violation(
                "\(mended.count) of \(lost.count) lost records are back, not all but the 10 of the device that offers nothing")
        }
    }

    /// Lets both partners write and reveal what no standby receives, and then kills the primary.
    ///
    /// - Returns: the records of the old primary and of the new one.
    private func losingTail(of household: Household, _ more: () async throws -> Void) async throws -> (
        before: [String: String], after: [String: String]
    ) {
        guard let primary = await cluster.leader() else { throw Cluster.TimedOut(what: "a leader", limit: .zero) }
        try await cluster.run("hold", "\(primary)")
        try await household.live(steps: 25) { false }
        let prompts = household.ledger.prompts.prefix(60).suffix(10)
        for prompt in prompts {
            for side in Side.allCases { try await household.machine(side, 1).write(prompt, isSealing: true, options: []) }
        }
        for machine in try household.allMachines() { _ = try await machine.run(["sync", "--require-sync"], isDisturbed: false) }
        try await more()
        let before = try await versions()
        try await cluster.run("kill", "\(primary)")
        try await cluster.within(.seconds(60), "a standby has taken over") { await cluster.leader().map { $0 != primary } ?? false }
        let after = try await versions()
        try await cluster.run("start", "\(primary)")
        try await cluster.whole(isSynchronous: false)
        return (before, after)
    }

    /// By record, its version in a form that can be compared.
    private func versions() async throws -> [String: String] {
        let question =
            "SELECT encode(couple, 'hex') || scope || encode(id, 'hex'), to_char(time, 'FM000000000000000') || to_char(counter, 'FM0000000000') FROM records"
        var versions: [String: String] = [:]
        for line in try await cluster.run("sql", "leader", question, "twofold").split(separator: "\n") {
            let fields = line.split(separator: "|")
            if fields.count == 2 { versions[String(fields[0])] = String(fields[1]) }
        }
        return versions
    }
}
