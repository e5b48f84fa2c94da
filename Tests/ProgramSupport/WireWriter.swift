package import Models
import Support
import Wire

/// Writes one record after another, and remembers which of them were acknowledged.
package struct WireWriter: Sendable {
    package var device: WireDevice
    /// The other partner's, which sees what this one writes.
    private let reader: WireDevice
    package private(set) var acknowledged: Set<RecordID> = []
    /// Sent without a complete reply: resent unchanged before anything else.
    private var unanswered: [Record] = []

    /// The first partner of a new couple.
    package init(at caller: WireCaller, seed: UInt64) async throws {
        (device, reader) = try await WireDevice.couple(at: caller, seed: seed)
    }

    /// One exchange with that many new records, or with those still unanswered.
    ///
    /// - Returns: how many were acknowledged.
    /// - Throws: `Problem`, `OutcomeError`, or whatever interrupted the exchange. Nothing counts as acknowledged then.
    @discardableResult
    package mutating func write(_ count: Int) async throws -> Int {
        if unanswered.isEmpty {
            unanswered = try (0..<count).map { _ in try device.partner.record(.shared, at: .current) }
        }
        let response = try await device.sync(unanswered.map { .record(RecordWrite(record: $0)) })
        guard response.outcomes.allSatisfy({ $0 == .applied }), response.outcomes.count == unanswered.count else {
            throw OutcomeError(outcomes: response.outcomes)
        }
        acknowledged.formUnion(unanswered.map(\.header.id))
        defer { unanswered = [] }
        return unanswered.count
    }

    /// Compares the records that a server shows the other partner with those that were acknowledged.
    package func account(at caller: WireCaller) async throws -> WireAccount {
        var reader = reader
        reader.caller = caller
        try await reader.renew()
        reader.beginAgain()
        let there = try await reader.everything().compactMap {
            if case .record(let change) = $0 { change.header.id } else { nil }
        }
        let known = acknowledged.union(unanswered.map(\.header.id))
        return WireAccount(
            acknowledged: acknowledged.count, missing: acknowledged.subtracting(there).count,
            twice: there.count - Set(there).count, strange: Set(there).subtracting(known).count)
    }
}
