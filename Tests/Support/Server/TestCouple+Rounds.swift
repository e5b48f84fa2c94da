package import Models
package import Wire

extension TestCouple {
    package var now: Instant { first.server.clock.now }

    package func round() -> RoundID { first.server.random.value() }
}

extension TestClient {
    /// A copy of this client after an exchange, so that exchanges can run side by side.
    package func pulled(_ writes: [Write] = []) async throws -> TestClient {
        var copy = self
        try await copy.pull(writes)
        return copy
    }
}

extension [Change] {
    package var records: [RecordChange] {
        compactMap { if case .record(let change) = $0 { change } else { nil } }
    }
}
