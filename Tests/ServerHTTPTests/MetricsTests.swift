import CoreMetrics
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Models
import ServerCore
import ServerHTTP
import Support
import Synchronization
import Testing
import Wire

@Suite("What the server measures")
struct MetricsTests {
    private let clock = FakeUptime()
    private let registry: MetricsRegistry

    init() { registry = MetricsRegistry(uptime: clock.read) }

    private var exposed: Exposition { get throws { try Exposition(registry.text()) } }

    private func server() -> Server {
        var server = Server(uptime: clock.read)
        server.settings.meters = ServerMeters(registry)
        return server
    }

    private static func exchanges(_ route: String, _ outcome: String) -> [String: String] { ["route": route, "outcome": outcome] }

    @Test func `the text is Prometheus' own: help, type, and one bucket within the next`() {
        let sizes = Recorder(label: "twofold_commit_parts", factory: registry)
        for size in [1, 3, 4, 1000] { sizes.record(size) }
        registry.observe(.storeDuration) { 1 }
        let text = registry.text()
        #expect(
            text == """
                # HELP twofold_commit_parts Callers that share a transaction.
                # TYPE twofold_commit_parts histogram
                twofold_commit_parts_bucket{le="1"} 1
                twofold_commit_parts_bucket{le="2"} 1
                twofold_commit_parts_bucket{le="4"} 3
                twofold_commit_parts_bucket{le="8"} 3
                twofold_commit_parts_bucket{le="16"} 3
                twofold_commit_parts_bucket{le="32"} 3
                twofold_commit_parts_bucket{le="64"} 3
                twofold_commit_parts_bucket{le="128"} 3
                twofold_commit_parts_bucket{le="256"} 3
                twofold_commit_parts_bucket{le="+Inf"} 4
                twofold_commit_parts_sum 1008
                twofold_commit_parts_count 4

                """)
    }

    @Test func `durations are in seconds`() throws {
        let timer = CoreMetrics.Timer(
            label: "twofold_store_duration_seconds", dimensions: [("operation", "read")], factory: registry)
        timer.recordMilliseconds(2)
        timer.recordMilliseconds(500)
        let name = "twofold_store_duration_seconds"
        #expect(try exposed.value(name + "_bucket", ["operation": "read", "le": "0.001"]) == 0)
        #expect(try exposed.value(name + "_bucket", ["operation": "read", "le": "0.0025"]) == 1)
        #expect(try exposed.value(name + "_bucket", ["operation": "read", "le": "0.5"]) == 2)
        #expect(try exposed.value(name + "_sum", ["operation": "read"]) == 0.502)
    }

    @Test func `what isn't declared isn't exposed, nor is a label or value that isn't`() throws {
        CoreMetrics.Counter(label: "hb.requests", dimensions: [("path", "/secret")], factory: registry).increment()
        CoreMetrics.Counter(label: "twofold_writes_total", dimensions: [("couple", "secret")], factory: registry).increment()
        CoreMetrics.Counter(label: "twofold_writes_total", dimensions: [("outcome", "secret")], factory: registry).increment()
        CoreMetrics.Counter(label: "twofold_writes_total", factory: registry).increment()
        Meter(label: "twofold_writes_total", dimensions: [("outcome", "applied")], factory: registry).set(1)
        Recorder(label: "twofold_boxes", factory: registry).record(1)
        #expect(registry.text().isEmpty)
        CoreMetrics.Counter(label: "twofold_writes_total", dimensions: [("outcome", "applied")], factory: registry).increment()
        CoreMetrics.Counter(label: "twofold_writes_total", dimensions: [("outcome", "applied")], factory: registry).increment()
        #expect(try exposed.value("twofold_writes_total", ["outcome": "applied"]) == 2)
    }

    @Test func `whatever is asked of it, the labels are those that were there before`() async throws {
        var server = server()
        server.exchange.onReadBox = { _ throws(Problem) in throw Problem(status: 404, code: "made_up", title: "No.") }
        server.exchange.onSync = { request, _ throws(Problem) in
            SyncResponse(
                time: .example, outcomes: [.applied, .refused("made_up"), .refused(.foreignRound), .locked, .superseded],
                changes: [],
                cursor: .repeating(3), furthest: .repeating(4), more: false)
        }
        @Sendable func series(_ exposition: Exposition) -> Set<[String: String]> {
            Set(exposition.samples.map { $0.labels.merging(["name": $0.name]) { $1 } })
        }
        try await server.run { client async throws in
            let before = series(try Exposition(registry.text()))
            _ = try await client.sync(.boxes(1), token: .repeating(0x5A))
            for path in ["/v1/sync?secret", "/secret", "/v1/secret", "/v9", "/health", "/ready", "/v1/server", "/v1/openapi.yaml"] {
                _ = try await client.reply(.get, path, token: .repeating(0x5A))
                _ = try await client.reply(HTTPRequest.Method("SECRET")!, path)
            }
            _ = try await client.reply(.post, "/v1/boxes/read", body: try json(BoxReadRequest(locator: .repeating(0x5B))))
            #expect(series(try Exposition(registry.text())) == before)
        }
        let exposed = try exposed
        for sample in exposed.samples {
            let name = sample.name.replacing(#/_(bucket|sum|count)$/#, with: "")
            let metric = try #require(ServerMetric(rawValue: name))
            #expect(exposed.kinds[name] == metric.form.word && exposed.helps[name] == metric.help)
            for (label, value) in sample.labels where label != "le" {
                #expect(metric.labels[label]?.contains(value) == true, "\(name) \(label) \(value)")
            }
        }
        #expect(exposed.value("twofold_refusals_total", ["code": "other"]) == 2)
        #expect(exposed.value("twofold_refusals_total", ["code": "foreign_round"]) == 1)
        #expect(exposed.value("twofold_writes_total", ["outcome": "refused"]) == 2)
        for outcome in ["applied", "locked", "superseded"] {
            #expect(exposed.value("twofold_writes_total", ["outcome": outcome]) == 1)
        }
    }

    @Test func `no label has a name that could tell who calls`() {
        let names = Set(ServerMetric.allCases.flatMap(\.labels.keys))
        #expect(names == ["route", "outcome", "code", "by", "operation", "reason", "pool", "version"])
    }

    @Test func `requests count by how they ended, and by how long they took`() async throws {
        struct Unforeseen: Error {}
        var server = server()
        server.exchange.onSync = { [clock] request, token throws(Problem) in
            clock.advance(by: .milliseconds(30))
            switch token {
            case .repeating(1): throw Problem(status: 409, code: .historyChanged, title: "No.")
            case .repeating(2): throw Problem(status: 500, code: .internalError, title: "No.")
            default: return .empty(for: request)
            }
        }
        try await server.run { client async throws in
            for token in [Token.repeating(1), .repeating(2), .repeating(3), .repeating(3)] {
                _ = try await client.sync(.nothing, token: token)
            }
            _ = try await client.reply(.get, "/nothing")
        }
        let exposed = try exposed
        for (outcome, count) in [("answered", 2.0), ("refused", 1), ("failed", 1), ("lost", 0)] {
            #expect(exposed.value("twofold_exchanges_total", Self.exchanges("/v1/sync", outcome)) == count)
        }
        #expect(exposed.value("twofold_exchanges_total", Self.exchanges("none", "refused")) == 1)
        #expect(exposed.value("twofold_refusals_total", ["code": "history_changed"]) == 1)
        #expect(exposed.value("twofold_refusals_total", ["code": "internal"]) == 1)
        let name = "twofold_exchange_duration_seconds"
        #expect(exposed.value(name + "_bucket", ["route": "/v1/sync", "le": "0.025"]) == 0)
        #expect(exposed.value(name + "_bucket", ["route": "/v1/sync", "le": "0.05"]) == 4)
        #expect(exposed.value(name + "_sum", ["route": "/v1/sync"]) == 0.12)
    }

    @Test func `what exceeds a rate counts by what it exceeded`() async throws {
        var server = server()
        server.exchange.limits.requestsPerMinute = 2
        server.exchange.limits.anonymousRequestsPerMinute = 3
        try await server.run { client async throws in
            for _ in 0..<4 { _ = try await client.sync(.nothing) }
            for _ in 0..<5 { _ = try await client.reply(.get, "/v1/server") }
        }
        #expect(try exposed.value("twofold_rate_limited_total", ["by": "token"]) == 2)
        #expect(try exposed.value("twofold_rate_limited_total", ["by": "address"]) == 3)
        #expect(try exposed.value("twofold_refusals_total", ["code": "rate_limited"]) == 5)
    }

    @Test func `a body takes its room while it arrives, and no longer`() async throws {
        let server = try RunningResponder(server())
        let request = try SlowRequest("/v1/session", from: "192.0.2.1", length: nil, to: server)
        #expect(await request.isBegun())
        #expect(await request.send(4096 + 1000))
        #expect(try exposed.value("twofold_body_bytes") == 1000)
        #expect(try exposed.value("twofold_body_limit_bytes") == 64 * 1024 * 1024)
        _ = try await request.reply()
        #expect(try exposed.value("twofold_body_bytes") == 0)
    }

    @Test func `the port for metrics answers GET /metrics, and nothing else`() async throws {
        registry.observe(.draining) { 0 }
        let application = try ServerApplication.make(
            measuring: registry, host: "127.0.0.1", port: 0, logger: Server().logger)
        try await application.test(.router) { client async throws in
            let reply = try await client.reply(.get, "/metrics")
            #expect(reply.status == .ok && reply.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
            #expect(reply.text.hasSuffix("\ntwofold_draining 0\n"))
            #expect(try await client.reply(.head, "/metrics").text.isEmpty)
            #expect(try await client.reply(.post, "/metrics").status == .methodNotAllowed)
            for path in ["/", "/v1/sync", "/ready", "/metrics/"] { #expect(try await client.reply(.get, path).status == .notFound) }
        }
    }

    @Test func `what is expensive to count is counted once in a while, and left out where it can't be`() throws {
        let counted = Counter()
        registry.observe(.boxes, every: .seconds(60)) {
            counted.increment()
            return counted.value == 2 ? nil : Double(counted.value)
        }
        #expect(try exposed.value("twofold_boxes") == 1)
        clock.advance(by: .seconds(59))
        #expect(try exposed.value("twofold_boxes") == 1)
        clock.advance(by: .seconds(1))
        #expect(registry.text().isEmpty)
        clock.advance(by: .seconds(60))
        #expect(try exposed.value("twofold_boxes") == 3)
    }

    @Test func `a store's transactions are measured, and those that it can't carry out are counted`() async throws {
        func meters(_ operation: String) -> TransactionMeters {
            TransactionMeters(
                duration: CoreMetrics.Timer(
                    label: "twofold_store_duration_seconds", dimensions: [("operation", operation)], factory: registry),
                failures: CoreMetrics.Counter(
                    label: "twofold_store_failures_total", dimensions: [("operation", operation)], factory: registry))
        }
        let store = MeasuredStore(MemoryStore(), reads: meters("read"), writes: meters("write"), uptime: clock.read)
        try store.read { [clock] _ in clock.advance(by: .milliseconds(20)) }
        try await store.reading { _ in }
        try store.write { $0.putSecret([1], name: "a") }
        #expect(throws: StoreError.full) { try store.write { _ in throw StoreError.full } }
        #expect(throws: CancellationError.self) { try store.write { _ in throw CancellationError() } }
        let exposed = try exposed
        #expect(exposed.value("twofold_store_duration_seconds_sum", ["operation": "read"]) == 0.02)
        #expect(exposed.value("twofold_store_duration_seconds_count", ["operation": "read"]) == 2)
        #expect(exposed.value("twofold_store_duration_seconds_count", ["operation": "write"]) == 3)
        #expect(exposed.value("twofold_store_failures_total", ["operation": "write"]) == 1)
        #expect(exposed.value("twofold_store_failures_total", ["operation": "read"]) == 0)
    }

    @Test func `each transaction's number of callers is measured`() async throws {
        let random = SeededRandom(seed: 2)
        let service = try Service(
            store: MemoryStore(), registration: .open, version: "test",
            commitSizes: Recorder(label: "twofold_commit_parts", factory: registry), now: { TestClock().now },
            random: { random.bytes($0) })
        try await service.commits(3)
        #expect(try exposed.value("twofold_commit_parts_count") == 3)
        #expect(try exposed.value("twofold_commit_parts_sum") == 3)
    }
}

extension ServerCore.Service {
    /// Signs in as many new devices, one after another.
    fileprivate func commits(_ count: Int) async throws {
        for seed in 1...count {
            let partner = try TestPartner(random: SeededRandom(seed: UInt64(seed)))
            let challenge = self.challenge(ChallengeRequest(device: partner.device.id)).challenge
            _ = try await signIn(
                SessionRequest(
                    device: partner.device.id, couple: partner.couple, partner: partner.id, challenge: challenge,
                    signature: try partner.signature(of: challenge, couple: partner.couple), logs: [partner.log.entries]))
        }
    }
}
