import Foundation
import ProgramSupport

/// The PostgreSQL with standbys that `Scripts/failover-cluster with` has started around this process.
struct Cluster: Sendable {
    private let script: String
    /// Whether a node's network can be cut off: as root.
    let canCutOff: Bool

    /// - Returns: `nil` if there's none.
    init?() {
        let environment = ProcessInfo.processInfo.environment
        guard let script = environment["TWOFOLD_CLUSTER_SCRIPT"] else { return nil }
        self.script = script
        canCutOff = environment["TWOFOLD_CLUSTER_NETWORK"]?.isEmpty == false
    }

    /// Where clients reach the servers, through a balancer.
    var caller: WireCaller { WireCaller(url: "http://127.0.0.1:25080") }

    func port(ofServer number: Int) -> Int { 25_080 + number }

    @discardableResult
    func run(_ arguments: String...) async throws -> String {
        let ended = try await Ended.running("bash", [script] + arguments)
        guard ended.isGood else { throw UnexpectedEnd(command: arguments, ended: ended) }
        return ended.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The node that accepts writes; `nil` if there's none.
    func leader() async -> Int? {
        let port = try? await run("sql", "leader", "SELECT current_setting('port')")
        return port?.last?.wholeNumberValue
    }

    /// Waits until both standbys follow, and one of them confirms commits and may take over, if they're to be synchronous.
    func whole(isSynchronous: Bool = true) async throws {
        let wanted = isSynchronous ? "2 following, 1 synchronous, 1 to take over" : "2 following, 0 synchronous, 0 to take over"
        try await within(.seconds(120), "the cluster is whole again") { try await run("standbys") == wanted }
    }

    /// - Throws: `TimedOut`.
    func within(_ limit: Duration, _ what: String, _ holds: () async throws -> Bool) async throws {
        let deadline = ContinuousClock.now + limit
        while (try? await holds()) != true {
            guard ContinuousClock.now < deadline else { throw TimedOut(what: what, limit: limit) }
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    struct TimedOut: Error {
        let what: String
        let limit: Duration
    }
}

/// What happens to a node.
enum NodeFault: String, CaseIterable {
    /// Patroni and every process of PostgreSQL, at once.
    case killed
    /// The same are stopped in the middle of whatever they're doing, and go on later as if nothing had happened.
    case paused
    /// Nothing that it sends or should receive arrives.
    case cutOff = "cut off"

    var beginning: String {
        switch self {
        case .killed: "kill"
        case .paused: "pause"
        case .cutOff: "cut"
        }
    }

    var end: String {
        switch self {
        case .killed: "start"
        case .paused: "resume"
        case .cutOff: "join"
        }
    }
}
