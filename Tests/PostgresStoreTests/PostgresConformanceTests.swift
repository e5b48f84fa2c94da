import PostgresStore
import Support
import TestTraits
import Testing

@Suite("The PostgreSQL store", .onPostgres, .onOwnThreads)
struct PostgresConformanceTests {
    @Test(arguments: StoreConformance.allCases) func `keeps the port's promise`(_ promise: StoreConformance) throws {
        try promise.run(on: PostgresStore(TestPostgres.database(), connections: 4))
    }
}
