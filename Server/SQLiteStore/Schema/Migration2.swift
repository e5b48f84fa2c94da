import GRDB

/// Adds the hash of the permit that an invitation's answer must bring.
enum Migration2 {
    @Sendable static func run(_ database: Database) throws {
        try database.execute(sql: "ALTER TABLE boxes ADD COLUMN permit BLOB CHECK (length(permit) = 32)")
    }
}
