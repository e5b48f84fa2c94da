import Foundation
import Models
import ProgramSupport
import Support
import Testing
import Wire

extension RealPrograms {
    /// The files in `Packaging/monitoring`, against what a server really says.
    @Suite("Watching a server")
    struct MonitoringTests {
        private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()

        private static func text(_ path: String) throws -> String {
            try String(contentsOf: root.appending(path: path), encoding: .utf8)
        }

        /// What only a server on PostgreSQL exposes.
        private static let ofPostgres: Set<String> = [
            "twofold_notifications_connected", "twofold_database_connections", "twofold_database_connections_limit",
        ]

        /// The names of a server's metrics, after some use.
        static func metrics(_ options: [String] = []) async throws -> String {
            let port = try ReverseProxy.freePort()
            return try await LiveServer().serving(["--metrics", "\(port)"] + options) { server in
                var writer = try await WireWriter(at: server.caller, seed: 9)
                try await writer.write(3)
                try await ReverseProxy.waitForListener(on: port)
                let reply = try await WireCaller(url: "http://127.0.0.1:\(port)").send("GET", "/metrics", nil)
                #expect(reply.status == 200)
                #expect(try await server.caller.send("GET", "/metrics", nil).status == 404)
                return String(decoding: reply.body, as: UTF8.self)
            }
        }

        private static func names(in text: String) -> Set<String> {
            Set(text.matches(of: #/(?m)^(twofold_[a-z_]+)/#).map { String($0.1) })
        }

        private static func named(in expressions: [String]) -> Set<String> {
            Set(expressions.flatMap { $0.matches(of: #/\btwofold_[a-z_]+/#).map { String($0.0) } })
        }

        /// Every value of that key, wherever it is.
        private static func values(of key: String, in value: Any) -> [String] {
            switch value {
            case let list as [Any]: list.flatMap { values(of: key, in: $0) }
            case let object as [String: Any]:
                object.flatMap { $0 == key ? [$1 as? String].compactMap { $0 } : values(of: key, in: $1) }
            default: []
            }
        }

        @Test func `dashboard and alerts ask only for what a server exposes, and leave nothing of it out`() async throws {
            let dashboard = try JSONSerialization.jsonObject(with: Data(Self.text("Packaging/monitoring/dashboard.json").utf8))
            let rules = try Self.text("Packaging/monitoring/alerts.yml")
            let onDashboard = Self.named(in: Self.values(of: "expr", in: dashboard))
            let inRules = Self.named(in: rules.matches(of: #/(?m)^ +expr: (.+)$/#).map { String($0.1) })
            #expect(!onDashboard.isEmpty && !inRules.isEmpty)
            let exposed = Self.names(in: try await Self.metrics()).union(Self.ofPostgres)
            #expect(onDashboard.union(inRules).subtracting(exposed) == [])
            let families = Set(exposed.map { $0.replacing(#/_(bucket|sum|count)$/#, with: "") })
            let shown = Set(onDashboard.map { $0.replacing(#/_(bucket|sum|count)$/#, with: "") })
            #expect(families.subtracting(shown) == [])
        }

        @Test(arguments: ["> >(head -n 1)", "2> >(true)"])
        func `a server goes on where nobody reads what it says any more`(_ redirection: String) async throws {
            var server = try LiveServer()
            server.runner = ["bash", "-c", #"exec "$@" "# + redirection, "bash"]
            try await server.serving(["--metrics", "\(ReverseProxy.freePort())"]) { server async throws in
                for _ in 0..<3 { #expect(try await server.caller.send(.server, nil).status == 200) }
            }
        }

        @Test func `the handbook says of each alert what to do`() throws {
            let alerts = try Self.text("Packaging/monitoring/alerts.yml").matches(of: #/(?m)^ +- alert: (\w+)$/#).map { $0.1 }
            let handbook = try Self.text("docs/operations.md")
            #expect(alerts.count > 5)
            for alert in alerts { #expect(handbook.contains("| `\(alert)` |"), "\(alert)") }
        }

        @Test(.enabled(if: TestPostgres.isThere, "there is no PostgreSQL: Scripts/with-postgres starts one"))
        func `a server on PostgreSQL tells of its connections too`() async throws {
            let text = try await Self.metrics(["--database", TestPostgres.url(schema: TestPostgres.newSchema())])
            #expect(Self.ofPostgres.subtracting(Self.names(in: text)) == [])
            #expect(text.contains("\ntwofold_notifications_connected 1\n"))
        }

        @Test(arguments: ["json", "text"])
        func `the log has the form that was asked for, and nothing of the couple in it`(_ form: String) async throws {
            var server = try LiveServer()
            let file = server.folder.path("log")
            server.runner = ["sh", "-c", #"exec "$@" 2>"$0""#, file]
            let couple = try await server.serving(["--log-format", form]) { server in
                try await WireDevice.couple(at: server.caller, seed: 11).0.partner
            }
            let log = try String(contentsOfFile: file, encoding: .utf8)
            let lines = log.split(separator: "\n")
            #expect(lines.contains { $0.contains("/v1/sync") } && lines.contains { $0.contains("draining") })
            for line in lines {
                switch form {
                case "json":
                    let fields = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String])
                    #expect(fields["time"] != nil && fields["level"] != nil && fields["message"] != nil)
                default: #expect(line.wholeMatch(of: #/\d\d:\d\d:\d\d  [a-z]+  .+/#) != nil, "\(line)")
                }
            }
            for secret in [couple.couple.bytes, couple.id.bytes, couple.device.id.bytes] {
                #expect(!log.contains(Data(secret).base64EncodedString()))
                #expect(!log.contains(secret.map { String($0, radix: 16) }.joined()))
            }
        }
    }
}
