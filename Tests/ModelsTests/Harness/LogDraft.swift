import Models
import Support

/// One replica's device log, with methods that write entries to it.
struct LogDraft {
    private(set) var log: DeviceLog

    init(_ founder: TestDevice) throws {
        log = try DeviceLog(
            first: LogEntry(
                previous: [], action: .add(card: founder.card, retiring: nil), device: founder.id, time: Instant(milliseconds: 0),
                signedWith: founder.signing))
    }

    var state: DeviceLogState { log.state }

    /// Not inserted.
    func entry(_ action: LogAction, by signer: TestDevice, after previous: [EntryHash]? = nil) throws -> LogEntry {
        try LogEntry(
            previous: previous ?? log.tips, action: action, device: signer.id, time: Instant(milliseconds: 0),
            signedWith: signer.signing)
    }

    @discardableResult
    mutating func append(_ action: LogAction, by signer: TestDevice) throws -> LogEntry {
        let entry = try entry(action, by: signer)
        try log.insert(entry)
        return entry
    }

    mutating func insert(_ entry: LogEntry) throws { try log.insert(entry) }

    mutating func add(_ device: TestDevice, by signer: TestDevice, retiring: DeviceID? = nil) throws {
        try append(.add(card: device.card, retiring: retiring), by: signer)
    }

    mutating func remove(_ device: TestDevice, by signer: TestDevice, standing: [VersionDigest] = []) throws {
        try append(.remove(device: device.id, standing: standing), by: signer)
    }

    /// Merges another replica's entries.
    mutating func meet(_ other: LogDraft) throws {
        for entry in other.log.entries { try log.insert(entry) }
    }

    /// The state after a merge, which must not depend on which replica merged the other.
    static func meeting(_ left: LogDraft, _ right: LogDraft) throws -> DeviceLogState {
        var (here, there) = (left, right)
        try here.meet(right)
        try there.meet(left)
        guard here.state == there.state else { throw OrderMattered() }
        return here.state
    }

    struct OrderMattered: Error {}
}
