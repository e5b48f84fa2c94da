import Models
import Wire

/// The space used in a log, updated as the log grows, so that checking the room for an entry is a lookup.
struct LogUsage: Sendable {
    private struct Tally {
        /// Without leaving, and without removals that are always accepted.
        var entries = 0
        /// Of all entries, as measured by `LogEntry.size`.
        var octets = 0
        /// The part of `octets` in entries that are always accepted.
        var freeOctets = 0

        mutating func add(_ other: Tally) {
            entries += other.entries
            octets += other.octets
            freeOctets += other.freeOctets
        }
    }

    private var signers: [DeviceID: Tally] = [:]
    /// The sum over live devices.
    private var live = Tally()
    private var octets = 0
    private var count = 0
    private var removals: [DeviceID: Int] = [:]

    /// A device is removed once and, if only void entries did that, a second time. Neither removal counts as used space.
    private static let freeRemovals = 2

    init(_ log: DeviceLog) {
        for entry in log.entries { _ = note(entry) }
        recount(log.state)
    }

    /// Counts an entry that was inserted in the log.
    ///
    /// - Parameter recounted: whether the entry may have changed which devices are live beyond what its own action says.
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
    /// Why there is no room for an entry, or `nil`.
    ///
    /// Removing a device and leaving are always possible: there can't be more of them than devices. Everything else is counted, by
    /// signer and in total. The entries of a device that has ended count only towards the total, so a log that a thief has filled
    /// has room again once their machines are removed.
    ///
    /// - Parameter log: the counted log, without the entry.
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

    /// Why a complete log is rejected, or `nil`: it's larger than single entries could have made it.
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
    /// Whether the entry removes or leaves and names little. Such an entry is always within the octet limit.
    fileprivate var isSmallEnding: Bool {
        switch action {
        case .remove, .leave: size <= Room.smallEntryBytes
        case .add, .pair: false
        }
    }
}
