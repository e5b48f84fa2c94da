import Models
import ServerCore
import Support
import Wire

/// The exchange called directly, without HTTP and JSON, by many callers at once.
enum InProcess {
    /// - Parameter requests: for each client its writes, one request after the other.
    /// - Returns: exchanges a second.
    static func rate(_ exchange: some Exchange, _ callers: [(client: TestClient, requests: [[Write]])]) async throws -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for (client, requests) in callers {
                tasks.addTask {
                    var client = client
                    for writes in requests {
                        let response = try await exchange.sync(client.request(writes), token: client.token)
                        guard response.outcomes.allSatisfy({ $0 == .applied }) else { throw BenchFault("A write was refused.") }
                        client.take(response)
                    }
                }
            }
            try await tasks.waitForAll()
        }
        return Double(callers.map(\.requests.count).reduce(0, +)) / (clock.now - start).seconds
    }
}
