import Models
import ServerCore
import Support
import Wire

/// The cost of each stage of one request, measured alone on one thread, in microseconds.
struct StageCosts {
    let decoding: Double
    let verifying: Double
    let encoding: Double

    /// - Parameter writes: makes the writes of one request, new ones on each call.
    init(times: Int, clients: [TestClient], writes: (TestClient) throws -> [Write]) throws {
        let client = clients[0]
        let cards = [client.partner.device.id: client.partner.device.card]
        let requests = try (0..<times).map { _ in client.request(try writes(client)) }
        let documents = try requests.map { try WireJSON.encode($0) }
        guard let cursor = client.cursor else { throw BenchError("A client lacks a cursor.") }
        let response = SyncResponse(
            time: Instant(milliseconds: 1_780_000_000_000), outcomes: [.applied], changes: [], cursor: cursor, furthest: cursor,
            more: false)
        decoding = try Self.microseconds(documents) { _ = try WireJSON.decode(SyncRequest.self, from: $0) }
        verifying = try Self.microseconds(requests) { request in
            for write in request.writes where WriteCheck(write, cards: cards) != .sound { throw BenchError("A bad signature.") }
        }
        encoding = try Self.microseconds(documents) { _ in _ = try WireJSON.encode(response) }
    }

    private static func microseconds<Value>(_ values: [Value], _ body: (Value) throws -> Void) rethrows -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        for value in values { try body(value) }
        return (clock.now - start).seconds / Double(values.count) * 1e6
    }
}
