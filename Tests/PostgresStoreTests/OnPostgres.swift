import Support
import Testing

/// Tries again until it holds, or the test's time is over.
func until(_ holds: () async throws -> Bool) async throws {
    while try await !holds() {
        try Task.checkCancellation()
        await Task.yield()
    }
}

extension Trait where Self == ConditionTrait {
    static var onPostgres: Self { .enabled(if: TestPostgres.isThere, "there is no PostgreSQL: Scripts/with-postgres starts one") }
}
