import PostgresStore
import StoreSQL
import Testing

/// Couples can be spread over machines only if a statement says where to look.
@Suite("Statements")
struct StatementTests {
    private static let exceptions: Set<Statement> = [
        // What a caller has in hand who doesn't know the couple.
        .box, .token, .couplesKnowing,
        // For all couples: after a restore, and to delete what has expired.
        .coupleIDs, .deleteEveryUnansweredBox, .deleteEveryExpiredToken, .deleteAllTokens, .sweepTokens, .sweepBoxes,
        // They are about no couple's rows.
        .begin, .beginSnapshot, .commit, .rollback, .savepoint, .release, .rollbackToSavepoint, .lockAll, .secret, .putSecret,
    ]

    @Test(arguments: Statement.allCases) func `each names the couple, with few exceptions`(_ statement: Statement) {
        let names =
            statement.text.contains(/WHERE couple = \$1b|couples WHERE id = \$1b/)
            || statement.text.contains(/INSERT INTO \w+ \(\s*(couple|id),[^)]*\)\s*(VALUES \(\s*|SELECT )\$1b/)
            || statement == .lockUnknownCouple
        #expect(names != Self.exceptions.contains(statement), "\(statement.text)")
    }

    @Test func `each table's key begins with the couple`() throws {
        let tables = PostgresSchema.migrations.joined().matches(of: /CREATE TABLE (\w+) \((.*?)\n\)/.dotMatchesNewlines())
        #expect(tables.count == 12)
        for table in tables where table.1 != "secrets" {
            #expect(table.2.contains("PRIMARY KEY (couple, ") || table.1 == "couples" && table.2.contains("id bytea PRIMARY KEY"))
        }
    }

    @Test func `each table moves, with all of its columns in their kinds`() throws {
        let kinds: [Substring: StoredTable.Kind] = [
            "bytea": .octets, "text": .text, "smallint": .small, "bigint": .integer, "boolean": .flag,
        ]
        let tables = PostgresSchema.migrations.joined().matches(of: /CREATE TABLE (\w+) \((.*?)\n\)/.dotMatchesNewlines())
        for table in tables {
            let columns = table.2.matches(of: /\n    ([a-z_]+) ([a-z]+)/)
            let moved = try #require(StoredTable.all.first { $0.name == table.1 }, "\(table.1)")
            #expect(moved.columns.map { Substring($0.name) } == columns.map { $0.1 })
            #expect(moved.columns.map { Optional($0.kind) } == columns.map { kinds[$0.2] }, "\(table.1)")
        }
    }
}
