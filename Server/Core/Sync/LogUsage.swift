import Models
import Wire

/// What is taken of a log's room, kept as the log grows: whether there is room for an entry is a matter of looking it up.
struct LogUsage: Sendable {
    private struct Tally {
        /// Besides removals that always have room, and leaving.
        var entries = 0
        /// Of all entries, as `LogEntry.size` counts them.
        var octets = 0
        /// Those of them that have room in any case.
        var freeOctets = 0

        mutating func add(_ other: Tally) {
            entries += other.entries
            octets += other.octets
            freeOctets += other.freeOctets
        }
    }

    private var signers: [DeviceID: Tally] = [:]
    /// Of devices that are alive.
    private var live = Tally()
    private var octets = 0
    private var count = 0
    private var removals: [DeviceID: Int] = [:]

    /// A device is removed, and, if only void entries did that, removed once more. Those two don't use up room.
    private static let freeRemovals = 2

    init(_ log: DeviceLog) {
        for entry in log.entries { _ = note(entry) }
        recount(log.state)
    }

    /// Counts an entry that the log has taken in.
    ///
    /// - Parameter recounted: whether it may have changed who is alive beyond what it says itself.
    mutating func take(_ entry: LogEntry, in log: DeviceLog, recounted: Bool) {
        let tally = note(entry)
        if recounted || entry.action.removed != nil {
            recount(log.state)
        } else if log.state.isLive(entry.device) {
            live.add(tally)
        }
    }

    private mutating func note(_ entry: LogEntry) -> Tally {
        var tally = Tally(entries: 1, octets: entry.size, freeOctets: entry.isSmallEnding ? entry.size : 0)
        switch entry.action {
        case .remove(let device, _):
            removals[device, default: 0] += 1
            if removals[device, default: 0] <= Self.freeRemovals { tally.entries = 0 }
        case .leave: tally.entries = 0
        case .add, .pair: break
        }
        count += 1
        octets += tally.octets
        signers[entry.device, default: Tally()].add(tally)
        return tally
    }

    private mutating func recount(_ state: DeviceLogState) {
        live = Tally()
        for (signer, tally) in signers where state.isLive(signer) { live.add(tally) }
    }
}

// MARK: - Bounds
extension LogUsage {
    /// Why there is no room for an entry, if there is none.
    ///
    /// Removing a device and leaving always have room: there are no more of them than devices. All else is counted, by signer and in all;
    /// what a device signed that has ended counts only towards the whole, so that a log which a thief filled has room again once their
    /// machines are removed.
    ///
    /// - Parameter log: the one counted here, without the entry.
    func wantOfRoom(for entry: LogEntry, in log: DeviceLog, isPaired: Bool, _ limits: Limits) -> ErrorCode? {
        let endsSomething = log.endsSomething(entry.action)
        if !endsSomething {
            let own = log.state.isLive(entry.device) ? signers[entry.device, default: Tally()].entries : 0
            guard own < limits.entriesOfDevice, live.entries < limits.logEntries, count < limits.entriesWithEnded,
                log.tipCount < LogEntry.mostPrevious || entry.previous.contains(where: log.isTip)
            else { return .quotaRecords }
        }
        if case .add(_, let retiring) = entry.action {
            let ending = retiring.map(log.state.isLive) == true ? 1 : 0
            guard log.state.liveCount - ending < Room.liveDevices else { return .quotaDevices }
        }
        if entry.isSmallEnding { return nil }
        let most = Room.logBytes(isPaired: isPaired)
        let freed = entry.action.removed.map { log.state.isLive($0) ? signers[$0, default: Tally()].octets : 0 } ?? 0
        return live.octets - freed + entry.size <= most && octets + entry.size <= 2 * most ? nil : .quotaBytes
    }

    /// Why a log that comes whole is not taken, if it isn't: more than a log can have come to by single entries.
    func excess(_ state: DeviceLogState, isPaired: Bool, _ limits: Limits) -> ErrorCode? {
        let most = Room.logBytes(isPaired: isPaired)
        if octets > 2 * most || live.octets - live.freeOctets > most { return .quotaBytes }
        if count > limits.wholeLog || live.entries > limits.logEntries { return .quotaRecords }
        if signers.contains(where: { state.isLive($0) && $1.entries > limits.entriesOfDevice }) { return .quotaRecords }
        return state.liveCount > Room.liveDevices ? .quotaDevices : nil
    }
}

extension DeviceLog {
    fileprivate func endsSomething(_ action: LogAction) -> Bool {
        switch action {
        case .remove(let device, _): state.isLive(device) || state.isUnconfirmed(device)
        case .leave: !state.hasLeft
        case .add, .pair: false
        }
    }
}

extension LogEntry {
    /// Whether it takes something away, and names little: that always has the octets.
    fileprivate var isSmallEnding: Bool {
        switch action {
        case .remove, .leave: size <= Room.smallEntryBytes
        case .add, .pair: false
        }
    }
}
