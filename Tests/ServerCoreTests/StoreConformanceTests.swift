import ServerCore
import Support
import Testing

@Suite("The store in memory")
struct StoreConformanceTests {
    @Test(arguments: StoreConformance.allCases) func `keeps the port's promise`(_ promise: StoreConformance) throws {
        try promise.run(on: MemoryStore())
    }
}
