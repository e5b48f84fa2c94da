import Foundation
import Logging
import Models
import ServerHTTP
import Synchronization
import Testing

@Suite("How the server's log reads")
struct ServerLogTests {
    /// 2026-11-28 18:04:05.250 UTC.
    private static let now = Instant(milliseconds: 1_795_889_045_250)
    private static let announced = [
        "listening on https://0.0.0.0:8420", "twofold init --server 'https://hall.lan:8420/#pin=AA&registration=BB'",
    ]

    /// A terminal, or a file, that keeps what was printed.
    private final class Printed: Sendable {
        private let text = Mutex("")
        var lines: [String] { text.withLock { $0 }.split(separator: "\n").map(String.init) }

        func log(_ form: ServerLog.Form) -> ServerLog {
            ServerLog(form: form, now: { ServerLogTests.now }, print: { part in self.text.withLock { $0 += part } })
        }

        func people(columns: Int = 80, rows: Int = 24) -> ServerLog {
            log(.people(offset: { 3600 }, size: { ServerLog.Size(columns: columns, rows: rows) }))
        }
    }

    private static func logger(_ log: ServerLog, _ level: Logger.Level = .info) -> Logger {
        Logger(label: "test", factory: { _ in log.handler(level) })
    }

    private static let request: Logger.Metadata = [
        "method": "POST", "route": "/v1/sync", "status": "200", "ms": "12.3", "hb.request.id": "9f1c",
    ]

    @Test func `for people it's the time, the level and what happened`() {
        let printed = Printed()
        let logger = Self.logger(printed.people())
        logger.info("request", metadata: Self.request)
        logger.error("request", metadata: Self.request.merging(["status": "lost", "failure": "Unforeseen"]) { $1 })
        logger.warning("No room.\u{1B}[31m", metadata: ["folder": "/srv\nx"])
        logger.debug("nothing")
        #expect(
            printed.lines == [
                "19:04:05  info  POST /v1/sync 200 12.3 ms", "19:04:05  error  POST /v1/sync lost 12.3 ms failure=Unforeseen",
                "19:04:05  warning  No room. [31m folder=/srv x",
            ])
    }

    @Test func `for programs it's an object a line, with everything that belongs to it`() throws {
        let printed = Printed()
        let logger = Self.logger(printed.log(.json))
        logger.info("request", metadata: Self.request)
        logger.notice("A \"quoted\"\nline.", metadata: ["level": "forged"])
        let lines = try printed.lines.map { try JSONDecoder().decode([String: String].self, from: Data($0.utf8)) }
        #expect(
            lines.first == [
                "time": "2026-11-28T18:04:05.250Z", "level": "info", "message": "request", "method": "POST", "route": "/v1/sync",
                "status": "200", "ms": "12.3", "hb.request.id": "9f1c",
            ])
        #expect(lines.last?["message"] == "A \"quoted\"\nline." && lines.last?["level"] == "notice")
        #expect(lines.count == 2)
    }

    @Test(arguments: [(80, 24), (40, 24), (40, 12), (200, 5)]) func `the line to copy stays on the screen`(columns: Int, rows: Int)
    {
        let printed = Printed()
        let log = printed.people(columns: columns, rows: rows)
        let logger = Self.logger(log)
        log.keep(Self.announced)
        var screen = Self.announced
        for number in 0..<200 {
            let more: Logger.Metadata = ["more": .string("\(number)" + String(repeating: "x", count: number % 50))]
            logger.info("request", metadata: Self.request.merging(more) { $1 })
            screen = Self.announced + printed.lines
            // What is seen: the last rows, the cursor's among them.
            var left = rows - 1
            let seen = screen.reversed().prefix { line in
                left -= (line.count + columns - 1) / columns
                return left >= 0
            }
            #expect(Self.announced.allSatisfy(seen.contains), "after \(number + 1) lines")
        }
        #expect(printed.lines.count { $0.contains("/v1/sync") } == 200)
        #expect(printed.lines.count { $0 == Self.announced[1] } < 150)
    }

    @Test func `it stays out of every log that isn't a terminal, and where nothing was announced there`() {
        let (file, terminal) = (Printed(), Printed())
        let log = file.log(.json)
        log.keep(Self.announced)
        for _ in 0..<100 { Self.logger(log).info("request", metadata: Self.request) }
        for _ in 0..<100 { Self.logger(terminal.people()).info("request", metadata: Self.request) }
        for printed in [file, terminal] {
            #expect(!printed.lines.contains { $0.contains("registration") || $0.contains("listening") })
        }
    }

    @Test func `a screen too small for both shows the log`() {
        let printed = Printed()
        let log = printed.people(columns: 20, rows: 4)
        log.keep(Self.announced)
        for _ in 0..<20 { Self.logger(log).info("request", metadata: Self.request) }
        #expect(printed.lines.count == 20)
    }
}
