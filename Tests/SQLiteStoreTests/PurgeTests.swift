import Foundation
import GRDB
import Models
import SQLiteStore
import ServerCore
import Support
import Testing
import Wire

/// What each table holds after each purge. Every test fails if the schema has a table that this file doesn't name.
@Suite("What is purged, table by table")
struct PurgeTests {
    /// How many of a couple's rows each table holds.
    typealias Counts = [String: Int]

    /// Tables that purges leave alone: secrets belong to the server, and the rest identifies a couple.
    private static let untouched: Set<String> = ["secrets", "couples", "former_histories", "entries", "devices", "points"]
    /// Those that grow with an exchange.
    private static let growing: Set<String> = ["entries", "points"]
    private static let purged: Set<String> = ["grants", "records", "feed", "withdrawals", "boxes", "tokens"]

    /// A couple with rows in every table: a kit, a link code and a second device of the first partner; drafts, notes, and answers
    /// sealed, withdrawn and revealed by both; personal and shared keys; boxes; tokens for every device.
    private struct Stage {
        let store: TemporarySQLiteStore
        let server: TestServer
        var couple: TestCouple
        var phone: TestClient
        let kit: TestDevice

        init() async throws {
            store = try TemporarySQLiteStore()
            server = try TestServer(store)
            couple = try await server.couple()
            phone = try await couple.first.linked()
            kit = TestDevice(kind: .kit)
            let link = TestDevice(kind: .link, expires: couple.now.advanced(by: .seconds(600)))
            let now = couple.now
            try await couple.first.pull([
                couple.first.partner.append(.add(card: kit.card, retiring: nil)),
                couple.first.partner.append(.add(card: link.card, retiring: nil)),
                couple.first.partner.box(.kit, locator: server.random.value(), device: kit.id),
                couple.first.partner.box(.link, locator: server.random.value(), device: link.id),
                .grant(couple.first.partner.grant(.personal, to: [couple.first.partner.device.id])),
                .grant(couple.first.partner.grant(.personal, to: [kit.id], epoch: 2)),
            ])
            try await couple.second.pull([.grant(couple.second.partner.grant(.personal, to: [couple.second.partner.device.id]))])
            let (revealed, withdrawn) = (couple.round(), couple.round())
            for round in [revealed, withdrawn, couple.round()] {
                try await couple.first.pull([couple.first.partner.seal(round, at: now)])
            }
            try await couple.second.pull()
            try await couple.second.pull([
                couple.second.partner.seal(revealed, at: now), couple.second.partner.seal(couple.round(), at: now),
            ])
            try await couple.first.pull([
                couple.first.partner.withdraw(withdrawn, at: now.advanced(by: .seconds(1))),
                .record(RecordWrite(record: couple.first.partner.record(.own, at: now, body: Bytes("Ada's draft".utf8)))),
                .record(RecordWrite(record: couple.first.partner.record(.shared, at: now, body: Bytes("Ada's note".utf8)))),
            ])
            try await couple.second.pull([
                .record(RecordWrite(record: couple.second.partner.record(.own, at: now, body: Bytes("Ben's draft".utf8)))),
                .record(RecordWrite(record: couple.second.partner.record(.shared, at: now, body: Bytes("Ben's note".utf8)))),
            ])
            _ = try await server.signIn(couple.first.partner.at(kit), couple: .some(nil))
        }

        private func query<Value>(_ body: (Database) throws -> Value) throws -> Value {
            try DatabaseQueue(path: store.folder.path + "/data/twofold.sqlite").read(body)
        }

        /// Every table of the schema with its row count; in the feed, only rows that still have a subject.
        func counts() throws -> Counts {
            try query { database in
                var counts: Counts = [:]
                let names = try String.fetchAll(
                    database,
                    sql:
                        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'grdb_migrations'"
                )
                for name in names {
                    let condition = name == "feed" ? " WHERE subject IS NOT NULL" : ""
                    counts[name] = try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM \(name)\(condition)") ?? 0
                }
                return counts
            }
        }

        func count(_ table: String, where condition: String) throws -> Int {
            try query { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM \(table) WHERE \(condition)") ?? 0 }
        }

        /// Subjects in the feed that no longer exist. The fact that someone joined reveals nothing once the box is gone, and may
        /// stay.
        func dangling() throws -> Int {
            try count(
                "feed",
                where: """
                    kind = 0 AND subject NOT IN (SELECT hash FROM entries) OR kind = 1 AND subject NOT IN (SELECT digest FROM grants)
                    OR kind > 2 AND NOT EXISTS (SELECT 1 FROM records WHERE scope = kind - 3 AND id = subject)
                    """)
        }
    }

    private func expectNamed(_ counts: Counts, _ place: SourceLocation = #_sourceLocation) {
        #expect(
            Set(counts.keys) == Self.untouched.union(Self.purged), "a new table: say here what remains in it after each purge",
            sourceLocation: place)
    }

    @Test func `before anything is purged every table but that of former histories holds something`() async throws {
        let counts = try await Stage().counts()
        expectNamed(counts)
        for (table, count) in counts where table != "former_histories" { #expect(count > 0, "\(table)") }
    }

    @Test
    func `leaving takes the leaver's tokens, boxes, drafts, sealed answers and personal keys, and nothing of the other's`()
        async throws
    {
        var stage = try await Stage()
        let before = try stage.counts()
        let (first, second) = (stage.couple.first.partner, stage.couple.second.partner)
        let theirs = try stage.count("records", where: "author = x'\(second.id.bytes.hex)'")
        try await stage.couple.first.pull([stage.couple.first.partner.append(.leave)])
        let after = try stage.counts()
        expectNamed(after)
        for table in Self.untouched.subtracting(Self.growing) { #expect(after[table] == before[table], "\(table)") }
        #expect(after["entries"] == (before["entries"] ?? 0) + 1)
        // Of the partner who left: the note and the revealed answer.
        #expect(try stage.count("records", where: "author = x'\(first.id.bytes.hex)'") == 2)
        #expect(try stage.count("records", where: "scope = 0 AND phase IS NOT 2") == 0)
        #expect(try stage.count("records", where: "author = x'\(second.id.bytes.hex)'") == theirs)
        #expect(try stage.count("grants", where: "side = 0 AND joiner_position IS NULL") == 0)
        #expect(try stage.count("grants", where: "side = 1") == 2)
        #expect(after["boxes"] == 0)
        // The other partner's only token.
        #expect(after["tokens"] == 1)
        #expect(try stage.count("tokens", where: "device = x'\(second.device.id.bytes.hex)'") == 1)
        #expect(try stage.dangling() == 0)
    }

    @Test func `when both have left, only the logs and what a couple is recognised by remain`() async throws {
        var stage = try await Stage()
        let before = try stage.counts()
        try await stage.couple.first.pull([stage.couple.first.partner.append(.leave)])
        try await stage.couple.second.pull()
        try await stage.couple.second.pull([stage.couple.second.partner.append(.leave)])
        let after = try stage.counts()
        expectNamed(after)
        for table in Self.purged.subtracting(["feed"]) { #expect(after[table] == 0, "\(table)") }
        for table in Self.untouched.subtracting(Self.growing) { #expect(after[table] == before[table], "\(table)") }
        #expect(try stage.count("feed", where: "kind NOT IN (0, 2)") == 0)
        #expect(try stage.dangling() == 0)
    }

    @Test func `removing a machine takes its tokens and what it alone could open, and nothing of any other device`() async throws {
        var stage = try await Stage()
        let before = try stage.counts()
        let phone = stage.phone.partner.device.id
        try await stage.couple.first.pull([.grant(stage.couple.first.partner.grant(.personal, to: [phone], epoch: 3))])
        try await stage.couple.first.pull([stage.couple.first.partner.append(.remove(device: phone, standing: []))])
        let after = try stage.counts()
        expectNamed(after)
        #expect(try stage.count("tokens", where: "device = x'\(phone.bytes.hex)'") == 0)
        for table in ["grants", "records", "boxes", "withdrawals", "devices", "couples", "secrets", "former_histories"] {
            #expect(after[table] == before[table], "\(table)")
        }
        #expect(after["tokens"] == (before["tokens"] ?? 0) - 1)
        #expect(try stage.dangling() == 0)
    }

    @Test func `removing a kit takes its box, its token and the keys that it alone could open`() async throws {
        var stage = try await Stage()
        let before = try stage.counts()
        try await stage.couple.first.pull([stage.couple.first.partner.append(.remove(device: stage.kit.id, standing: []))])
        let after = try stage.counts()
        for table in ["boxes", "tokens", "grants"] { #expect(after[table] == (before[table] ?? 0) - 1, "\(table)") }
        #expect(try stage.count("boxes", where: "kind = 'kit'") == 0)
        for table in ["records", "withdrawals", "devices", "couples"] { #expect(after[table] == before[table], "\(table)") }
        #expect(try stage.dangling() == 0)
    }

    @Test func `time takes tokens and unanswered boxes that ended, and nothing else`() async throws {
        var stage = try await Stage()
        let before = try stage.counts()
        // Two days after the link code's box has ended.
        stage.server.clock.advance(seconds: 600 + 48 * 3600)
        stage.couple.second.token = try await stage.server.signIn(stage.couple.second.partner).token
        let kept = try stage.counts()
        #expect(kept["boxes"] == before["boxes"])
        #expect(kept["tokens"] == 1)
        stage.server.clock.set(stage.server.clock.now.advanced(by: .milliseconds(1)))
        _ = try await stage.server.signIn(stage.couple.second.partner)
        let after = try stage.counts()
        expectNamed(after)
        #expect(after["boxes"] == (before["boxes"] ?? 0) - 1)
        #expect(try stage.count("boxes", where: "kind = 'link'") == 0)
        for table in Self.untouched.union(["grants", "records", "feed", "withdrawals"]).subtracting(Self.growing) {
            #expect(after[table] == before[table], "\(table)")
        }
        #expect(try stage.dangling() == 0)
    }
}

extension [UInt8] {
    fileprivate var hex: String { map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() }
}
