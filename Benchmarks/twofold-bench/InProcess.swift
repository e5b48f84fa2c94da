import Models
import ServerCore
import Support
import Wire

/// Calls the exchange directly, without HTTP and JSON, for many callers at once.
enum InProcess {
    /// - Parameter requests: for each client, the writes of each of its consecutive requests.
    /// - Returns: requests per second.
    static func rate(_ exchange: some Exchange, _ callers: [(client: TestClient, requests: [[Write]])]) async throws -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for (client, requests) in callers {
                tasks.addTask {
                    var client = client
                    for writes in requests {
                        let response = try await exchange.sync(client.request(writes), token: client.token)
                        guard response.outcomes.allSatisfy({ $0 == .applied }) else { throw BenchError("A write was refused.") }
                        client.take(response)
                    }
                }
            }
            try await tasks.waitForAll()
        }
        return Double(callers.map(\.requests.count).reduce(0, +)) / (clock.now - start).seconds
    }
}
