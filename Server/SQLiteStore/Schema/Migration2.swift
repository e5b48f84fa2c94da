import GRDB

/// What an invitation's answer must bring the permit of.
enum Migration2 {
    @Sendable static func run(_ database: Database) throws {
        try database.execute(sql: "ALTER TABLE boxes ADD COLUMN permit BLOB CHECK (length(permit) = 32)")
    }
}
