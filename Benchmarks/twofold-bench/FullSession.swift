import FoundationEssentials
import Support

/// What grows with the store: the same requests on stores of different sizes, side by side, each with a server of its own.
struct FullSession {
    /// A store with 64 couples that call, one that pulls, and others that only take up room.
    private struct Place {
        let folder: String
        var callers: Callers
        let pulling: TestCouple
        /// In the whole store, at first.
        let records: Int

        init(_ folder: String, others count: Int) async throws {
            self.folder = folder
            callers = try await Callers(in: folder, sharing: [FullSession.small, FullSession.model], revealing: [])
            guard let couple = callers.sharing[FullSession.small], let model = callers.sharing[FullSession.model] else {
                throw BenchError("A couple is missing.")
            }
            pulling = couple
            records = try Crowd(folder: folder).grow(by: count, like: model.first.partner.couple)
        }
    }

    private let plan: Plan
    private var little, thousand, crowded: Place
    private var large: Callers
    private let folder: String
    private var results = Results()
    private let others = OtherWork()

    private static let small = 100
    private static let large = 100_000
    /// Records of each couple that only takes up room.
    private static let model = 20
    private static let couples = 200_000

    /// - Parameter folder: an empty one, with room for 5 GB.
    init(_ plan: Plan, folder: String) async throws {
        self.plan = plan
        self.folder = folder
        Report.say("Filling a couple with \(Self.large) records …")
        large = try await Callers(in: folder + "/large", sharing: [Self.large], revealing: [])
        Report.say("Filling stores with 1,000 and \(Self.couples) couples …")
        little = try await Place(folder + "/little", others: 0)
        thousand = try await Place(folder + "/thousand", others: 1_000)
        crowded = try await Place(folder + "/crowded", others: Self.couples)
        Report.say("They have \(thousand.records) and \(crowded.records) records.")
    }

    mutating func run() throws {
        for round in 1...plan.rounds {
            Report.say("Round \(round) of \(plan.rounds) …")
            let servers = try ["little", "large", "thousand", "crowded"].map {
                try DataServer(plan.server, folder: folder + "/" + $0)
            }
            results.add("start-full", servers[3].child.startingTime.seconds * 1e3)
            results.add("memory-idle-full", try servers[3].child.memory / 1e6)
            try measurePulls(servers.map(\.child))
            try measureRates(servers[0], servers[3])
            for server in servers { server.stop() }
        }
        results.show(others.shares())
        if let json = plan.json { try results.write(to: json, rounds: plan.rounds, others.shares()) }
    }

    private mutating func measurePulls(_ servers: [Child]) throws {
        guard let most = large.sharing[Self.large] else { throw BenchError("A couple is missing.") }
        let couples = [little.pulling, most, thousand.pulling, crowded.pulling]
        let taken = try Pulls.single(in: Array(zip(couples, servers)), times: plan.pulls)
        results.add("pull-100000", taken[1] / taken[0])
        results.add("pull-1000-couples", taken[2] / taken[0])
        results.add("pull-200000-couples", taken[3] / taken[0])
    }

    private mutating func measureRates(_ small: DataServer, _ full: DataServer) throws {
        for (errand, name, id) in [(Callers.Errand.nothingNew, "nothing new", "nothing-new"), (.seal, "sealed record", "seal")] {
            let few = try little.callers.load(errand, count: Callers.many, plan, on: [small])
            let many = try crowded.callers.load(errand, count: Callers.many, plan, on: [full])
            results.add(few, name + ", small store", callers: Callers.many)
            results.add(many, name + ", 4 million records", callers: Callers.many)
            results.add(id + "-64-full", many.rate / few.rate)
            if errand == .seal { results.add("memory-64-full", many.memory / 1e6) }
        }
    }
}
