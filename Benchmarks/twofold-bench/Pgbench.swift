import FoundationEssentials
import PostgresStore
import Support

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What PostgreSQL itself can do: a transaction that locks a couple, inserts a record as large as a sealed one, and updates the couple.
///
/// It has the tables, keys and checks of the store, without its feed, and each client has a couple of its own.
struct Pgbench {
    private let url: String
    private let script: String

    /// - Parameters:
    ///   - schema: a new one.
    ///   - folder: for its script.
    init(schema: String, folder: String) throws {
        let database = try TestPostgres.database(schema: schema)
        try PostgresStore(database, connections: 4).close()
        try PostgresSession(database).run(Self.couples)
        url = try TestPostgres.url(schema: schema)
        script = folder + "/pgbench.sql"
        try Data(Self.transaction.utf8).write(to: URL(filePath: script))
    }

    /// - Returns: transactions per second.
    func rate(clients: Int, for duration: Duration) throws -> Double {
        let programs = getenv("POSTGRES_BIN").map { String(cString: $0) } ?? "/usr/lib/postgresql/15/bin"
        let seconds = max(1, Int(duration.seconds.rounded()))
        let command = "'\(programs)/pgbench' -n -M prepared -c \(clients) -j 2 -T \(seconds) -f '\(script)' '\(url)' 2>&1"
        guard let output = popen(command, "r") else { throw BenchError("pgbench doesn't start.") }
        defer { pclose(output) }
        var text = ""
        var line = [CChar](repeating: 0, count: 4096)
        while fgets(&line, Int32(line.count), output) != nil {
            text += String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
        guard let rate = text.split(separator: "\ntps = ").last?.split(separator: " ").first.flatMap({ Double($0) }) else {
            throw BenchError("pgbench: \(text)")
        }
        return rate
    }

    private static let couples = """
        INSERT INTO couples
        SELECT sha256(int8send(number)), octets(16), octets(32), 1, octets(12), 0, 0, 0, false, sha256(int8send(-number)), 1,
            octets(12), 0, 0, 0, false
        FROM generate_series(0, 999) AS number
        """.replacing(/octets\((\d+)\)/) { "decode(repeat('ab', \($0.1)), 'hex')" }

    private static let transaction = """
        \\set record random(1, 9000000000000000000)
        BEGIN;
        SELECT * FROM couples WHERE id = sha256(int8send(:client_id)) FOR UPDATE;
        INSERT INTO records VALUES (
            sha256(int8send(:client_id)), 0, sha256(int8send(:record)), 'sealed', 'author', octets(32), 1780000000000, 0, octets(32),
            false, octets(32), octets(32), NULL, octets(32), octets(64), octets(32), octets(60), NULL, NULL, NULL, NULL, NULL, 0, true,
            1, 1, 256, octets(256));
        UPDATE couples SET inviter_head = inviter_head + 1, inviter_records = inviter_records + 1,
            inviter_bytes = inviter_bytes + 900, inviter_point = octets(12) WHERE id = sha256(int8send(:client_id));
        COMMIT;

        """.replacing(/octets\((\d+)\)/) { "decode(repeat('ab', \($0.1)), 'hex')" }
}
