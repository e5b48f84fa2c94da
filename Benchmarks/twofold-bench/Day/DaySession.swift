import FoundationEssentials
import Models
import PostgresStore
import SQLiteStore
import ServerCore
import Support
import Wire

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A day in the life of many couples, in little time: what people type comes when it's due, however long the server takes.
struct DaySession {
    private let plan: DayPlan
    private let folder: String
    private var itinerary: Itinerary
    private let devices: [DayDevice]
    private let database: DatabaseProcesses?
    private var servers: [Child] = []
    private var tally = DayTally()

    private static let schema = "day"

    init(_ plan: DayPlan, folder: String) async throws {
        self.plan = plan
        self.folder = folder
        Report.say("Founding \(plan.couples) couples …")
        itinerary = Itinerary(couples: plan.couples, seed: plan.seed, isOneZone: plan.isOneZone)
        let founding = try DayFounding(plan, folder: folder + "/day", schema: Self.schema)
        devices = try await founding.couples(plan.couples).flatMap { couple in
            let round = couple.round()
            return [couple.first, couple.second].map { DayDevice($0, round: round) }
        }
        founding.close()
        database = plan.isOnPostgres ? try DatabaseProcesses(schema: Self.schema) : nil
    }

    mutating func run() async throws {
        let before = try octets()
        let programs = try (0..<plan.servers).map {
            try DataServer(
                plan.server, folder: folder + ($0 == 0 ? "/day" : "/day-\($0)"), schema: plan.isOnPostgres ? Self.schema : nil)
        }
        servers = programs.map(\.child)
        Report.say("A day of \(Report.decimals(plan.seconds, 0)) seconds …")
        try live()
        Report.say("Looking for every acknowledged write …")
        var (acknowledged, missing) = (0, 0)
        for couple in 0..<plan.couples {
            let found = try devices[2 * couple].check(with: devices[2 * couple + 1], port: servers[0].port)
            (acknowledged, missing) = (acknowledged + found.acknowledged, missing + found.missing)
        }
        for program in programs { program.stop() }
        tally.show(plan, acknowledged: acknowledged, missing: missing, octets: (before, try octets()))
        if plan.couplesOfYear > 0 { try await showYear() }
        if missing > 0 { throw BenchError("Acknowledged writes are missing.") }
    }

    /// All of it, indexes and free room in files included.
    private func octets() throws -> Double { try Self.octets(plan, folder: folder + "/day", schema: Self.schema) }

    private static func octets(_ plan: DayPlan, folder: String, schema: String) throws -> Double {
        guard plan.isOnPostgres else {
            return ["", "-wal"].reduce(0) { sum, end in
                let size = (try? FileManager.default.attributesOfItem(atPath: folder + "/twofold.sqlite" + end))?[.size] as? Int
                return sum + Double(size ?? 0)
            }
        }
        return Double(
            try PostgresSession(TestPostgres.database(schema: schema)).integer(
                """
                SELECT sum(pg_total_relation_size(oid)) FROM pg_class
                WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'
                """))
    }
}

// MARK: - The day
extension DaySession {
    private mutating func live() throws {
        var polled: [pollfd] = []
        var active: [Itinerary.Item] = []
        var second = 0
        try tally.begin(servers, database)
        let start = ContinuousClock.now
        while second < Itinerary.secondsOfDay || !active.isEmpty {
            let present = (ContinuousClock.now - start).seconds * plan.speed
            while second < min(Int(present), Itinerary.secondsOfDay) {
                for item in itinerary.items[second] {
                    let device = devices[2 * item.couple + item.partner]
                    guard device.socket == nil else {
                        // One thing after another.
                        itinerary.postpone(item, to: second + 120)
                        continue
                    }
                    do {
                        try device.begin(item.command, at: present, port: servers[item.couple % servers.count].port)
                    } catch {
                        tally.failed(error)
                        device.giveUp()
                        continue
                    }
                    active.append(item)
                    polled.append(pollfd(fd: device.socket?.descriptor ?? -1, events: Int16(POLLIN), revents: 0))
                    tally.began(at: second, late: present / plan.speed - Double(second) / plan.speed)
                }
                second += 1
                if second % 3600 == 0 { try tally.endHour(servers, database) }
            }
            tally.most = max(tally.most, active.count)
            guard poll(&polled, nfds_t(polled.count), 1) > 0 else { continue }
            for index in polled.indices.reversed() where polled[index].revents != 0 {
                let item = active[index]
                let device = devices[2 * item.couple + item.partner]
                do {
                    let kind = device.kind
                    let (hasReplied, isOver) = try device.proceed(at: present)
                    if hasReplied { tally.replied(to: kind, after: device.lastLatency) }
                    guard isOver else { continue }
                } catch {
                    tally.failed(error)
                    device.giveUp()
                }
                active.remove(at: index)
                polled.remove(at: index)
            }
        }
        try tally.end(servers, database)
    }
}

// MARK: - The year
extension DaySession {
    /// Writes a year of some couples, day by day as they would, and says how large it gets.
    private func showYear() async throws {
        let (count, days) = (plan.couplesOfYear, 365)
        Report.say("A year of \(count) couples …")
        let founding = try DayFounding(plan, folder: folder + "/year", schema: "year")
        let before = try Self.octets(plan, folder: folder + "/year", schema: "year")
        var couples = try await founding.couples(count)
        var written = 0
        for day in 0..<days {
            let itinerary = Itinerary(couples: count, seed: plan.seed + UInt64(day) + 1, isOneZone: true)
            var rounds: [Int: RoundID] = [:]
            for item in itinerary.items.joined() where item.command == .answer || item.command == .react {
                let couple = couples[item.couple]
                let client = item.partner == 0 ? couple.first : couple.second
                let round = rounds[item.couple, default: couple.round()]
                rounds[item.couple] = round
                let write = try item.command == .answer ? client.partner.seal(round, at: couple.now) : client.shared(at: couple.now)
                if item.partner == 0 { try await couples[item.couple].first.send(write) }
                if item.partner == 1 { try await couples[item.couple].second.send(write) }
                written += 1
            }
        }
        founding.close()
        let octets = try Self.octets(plan, folder: folder + "/year", schema: "year")
        Report.say(
            """
            A couple's year is \(written / count) records and \(Report.decimals((octets - before) / Double(count) / 1e3, 0)) KB, \
            \(Report.decimals((octets - before) / Double(written), 0)) octets a record.
            """)
    }
}

extension TestClient {
    fileprivate mutating func send(_ write: Write) async throws {
        follow(try await server.exchange.sync(request([write]), token: token))
    }
}

/// Where couples of a simulation are founded, without HTTP.
private struct DayFounding {
    private let server: TestServer
    let close: () -> Void
    private let plan: DayPlan

    init(_ plan: DayPlan, folder: String, schema: String) throws {
        self.plan = plan
        let clock = TestClock(Bench.now())
        if plan.isOnPostgres {
            let store = try PostgresStore(TestPostgres.database(schema: schema))
            server = try TestServer(store, limits: Callers.limits, clock: clock)
            close = { store.close() }
        } else {
            let store = try SQLiteStore(folder: folder)
            server = try TestServer(store, limits: Callers.limits, clock: clock)
            close = { try? store.close() }
        }
    }

    /// Several at a time, always the same.
    func couples(_ count: Int) async throws -> [TestCouple] {
        let (server, seed) = (server, plan.seed)
        return try await withThrowingTaskGroup(of: [(Int, TestCouple)].self) { group in
            let workers = 8
            for worker in 0..<workers {
                group.addTask {
                    var couples: [(Int, TestCouple)] = []
                    for number in stride(from: worker, to: count, by: workers) {
                        let random = SeededRandom(seed: seed << 32 + UInt64(number))
                        let devices = (try TestDevice(random: random), try TestDevice(random: random))
                        couples.append((number, try await server.couple(CouplePlan(seed: random.number(), on: devices))))
                    }
                    return couples
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}
