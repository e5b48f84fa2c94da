import Support
import Testing

@Suite("The SQLite store")
struct SQLiteConformanceTests {
    @Test(arguments: StoreConformance.allCases) func `keeps the port's promise`(_ promise: StoreConformance) throws {
        try promise.run(on: TemporarySQLiteStore())
    }
}
