/// A partner's device log: the set of signed entries that defines the partner.
///
/// It's normally a chain. After a server rollback, two valid branches can meet: each entry keeps the ancestors that it names, and
/// `state` merges the branches. Every entry in the log is valid under its own ancestors.
package struct DeviceLog: Sendable {
    /// Every entry, ancestors first.
    package private(set) var entries: [LogEntry]
    package private(set) var state: DeviceLogState
    package let partner: PartnerID
    /// How often `state` was recomputed from every entry instead of being updated with the latest one.
    package private(set) var recounts = 0
    /// Entries visited so far to evaluate sets of entries. A measure of what the log costs to process.
    package private(set) var steps = 0
    private var graph = LogGraph()
    private var reading: LogReading
    private var pasts = LogPasts()
    /// Whether a branch grew, so that `reading` and `state` must be recomputed.
    private var isReadingStale = false
    private var isStateStale = false

    /// - Throws: `badBeginning` unless the entry enlists the machine that signs it; `badSignature`; `weakKey`.
    package init(first: LogEntry) throws(LogError) {
        try self.init(first: VerifiedEntry(first, signedBy: first.founder))
    }

    /// - Throws: `badBeginning` unless the entry enlists the machine that signs it.
    package init(first: VerifiedEntry) throws(LogError) {
        _ = try first.entry.founder
        partner = PartnerID(validated: first.hash.bytes)
        entries = [first.entry]
        graph.append(first.entry, hash: first.hash, ancestors: EntrySet())
        reading = graph.reading()
        state = DeviceLogState(graph, reading)
    }

    /// - Parameter entries: ancestors first, starting with the first entry of the log.
    /// - Throws: why an entry doesn't belong.
    package init(entries: [LogEntry]) throws(LogError) {
        guard let first = entries.first else { throw .badBeginning }
        try self.init(first: first)
        for entry in entries.dropFirst() { try add(entry, entry.hash, isVerified: false) }
        refresh()
    }

    /// Restores a log from a store that holds only valid entries. Skips the validity checks.
    ///
    /// - Throws: `badBeginning`, `unknownPrevious`.
    package init(stored entries: [LogEntry]) throws(LogError) {
        guard let first = entries.first else { throw .badBeginning }
        try self.init(first: VerifiedEntry(stored: first))
        try append(stored: entries.dropFirst())
    }

    /// Appends entries from a store that holds only valid entries, in the order in which the store received them.
    ///
    /// - Throws: `unknownPrevious`.
    package mutating func append(stored entries: some Sequence<LogEntry>) throws(LogError) {
        for entry in entries {
            let hash = entry.hash
            guard !contains(hash) else { continue }
            graph.append(entry, hash: hash, ancestors: try graph.ancestors(of: entry.previous))
            self.entries.append(entry)
            isReadingStale = true
        }
        refresh()
    }

    /// Picks the entries of a partner's log from an unordered heap and ignores the rest. For entries that arrive before anyone has
    /// vouched for the partner.
    ///
    /// - Returns: `nil` if the heap lacks the first entry.
    package init?(of partner: PartnerID, in heap: [LogEntry]) {
        let heap = heap.map { ($0, $0.hash) }
        guard let first = heap.first(where: { $0.1.bytes == partner.bytes }), var log = try? DeviceLog(first: first.0) else {
            return nil
        }
        // The sender may have reordered the entries. Each one waits for an entry that it names and that isn't in the log yet.
        var waiting: [EntryHash: [(LogEntry, EntryHash)]] = [:]
        for one in heap {
            var ready = [one]
            while let (entry, hash) = ready.popLast() {
                if let missing = entry.previous.first(where: { !log.contains($0) }) {
                    waiting[missing, default: []].append((entry, hash))
                } else if (try? log.add(entry, hash, isVerified: false)) == true {
                    ready += waiting.removeValue(forKey: hash) ?? []
                }
            }
        }
        log.refresh()
        self = log
    }

    package func contains(_ hash: EntryHash) -> Bool { graph.place(of: hash) != nil }

    /// The entries that have no successor, in ascending order, up to as many as one entry may name. A new entry names them as `previous`.
    package var tips: [EntryHash] { Array(graph.tips.sorted().prefix(LogEntry.mostPrevious)) }

    package var tipCount: Int { graph.tips.count }
    package func isTip(_ hash: EntryHash) -> Bool { graph.tips.contains(hash) }

    /// The card of a device that some entry adds, even if that entry doesn't count: a device id is bound to its key.
    package func card(of device: DeviceID) -> DeviceCard? { graph.card(of: device) }

    /// Whether the log holds the entry but doesn't count it.
    package func isVoid(_ hash: EntryHash) -> Bool { graph.place(of: hash).map { !reading.counted.contains($0) } ?? false }

    func place(of hash: EntryHash) -> Int? { graph.place(of: hash) }
    func isVoid(_ place: Int) -> Bool { !reading.counted.contains(place) }
    func isAncestor(_ place: Int, of other: Int) -> Bool { graph.nodes[other].ancestors.contains(place) }
    func previousPlaces(of place: Int) -> [Int] { entries[place].previous.compactMap(graph.place(of:)) }

    /// The entries that count and all their ancestors, in the order of `entries`.
    package var supported: [VerifiedEntry] {
        var supported = reading.counted
        for place in graph.nodes.indices where reading.counted.contains(place) { supported.formUnion(graph.nodes[place].ancestors) }
        return entries.indices.filter(supported.contains).map { VerifiedEntry(entries[$0], hash: graph.hashes[$0]) }
    }

    /// Inserts an entry at its place in the log.
    ///
    /// - Returns: `false` if the log already holds the entry.
    /// - Throws: why the entry doesn't belong. The log is then unchanged.
    @discardableResult
    package mutating func insert(_ entry: LogEntry) throws(LogError) -> Bool {
        guard try add(entry, entry.hash, isVerified: false) else { return false }
        refresh()
        return true
    }

    /// - Returns: `false` if the log already holds the entry.
    /// - Throws: why the entry doesn't belong. The log is then unchanged.
    @discardableResult
    package mutating func insert(_ entry: VerifiedEntry) throws(LogError) -> Bool {
        guard try add(entry.entry, entry.hash, isVerified: true) else { return false }
        refresh()
        return true
    }

    /// Adds every entry of another copy of this log that belongs here, including void ones.
    package mutating func formUnion(_ other: DeviceLog) {
        for (entry, hash) in zip(other.entries, other.graph.hashes) { _ = try? add(entry, hash, isVerified: true) }
        refresh()
    }

    /// May leave `reading` and `state` stale; call `refresh` afterwards.
    @discardableResult
    private mutating func add(_ entry: LogEntry, _ hash: EntryHash, isVerified: Bool) throws(LogError) -> Bool {
        guard !contains(hash) else { return false }
        guard !entry.previous.isEmpty else { throw .badBeginning }
        guard entry.previous.count <= LogEntry.mostPrevious, zip(entry.previous, entry.previous.dropFirst()).allSatisfy({ $0 < $1 })
        else { throw .badPrevious }
        let ancestors = try graph.ancestors(of: entry.previous)
        let knowsAll = ancestors.count == entries.count
        if knowsAll { refreshReading() } else { rememberPast(ancestors) }
        try check(entry, against: pasts[ancestors] ?? reading, isVerified: isVerified)
        let place = entries.count
        let standsAlone = graph.standsAlone(entry)
        graph.append(entry, hash: hash, ancestors: ancestors)
        entries.append(entry)
        let node = graph.nodes[place]
        if knowsAll {
            follow(node, at: place)
        } else {
            pasts.follow(ancestors, with: node, at: place)
            if !standsAlone || isReadingStale {
                isReadingStale = true
            } else if reading.isLive(node.signer) {
                follow(node, at: place)
            }
        }
        return true
    }

    /// Applies an entry that counts and doesn't affect the others.
    private mutating func follow(_ node: LogGraph.Node, at place: Int) {
        reading.take(node, at: place)
        if !isStateStale { state.follow(with: node.action) }
    }

    private mutating func rememberPast(_ ancestors: EntrySet) {
        guard !pasts.touch(ancestors) else { return }
        steps += entries.count
        pasts.remember(graph.reading(of: ancestors), of: ancestors)
    }

    private mutating func refreshReading() {
        guard isReadingStale else { return }
        steps += entries.count
        reading = graph.reading()
        (isReadingStale, isStateStale) = (false, true)
    }

    private mutating func refresh() {
        refreshReading()
        guard isStateStale else { return }
        state = DeviceLogState(graph, reading)
        isStateStale = false
        recounts += 1
    }

    /// Checks an entry that would follow `past`, a part of this log.
    private func check(_ entry: LogEntry, against past: LogReading, isVerified: Bool) throws(LogError) {
        func device(_ id: DeviceID) -> LogReading.Device? {
            graph.number(of: id).flatMap { $0 < past.devices.count ? past.devices[$0] : nil }
        }
        guard !past.hasLeft else { throw .afterLeaving }
        guard device(entry.device)?.isLive == true, let signer = graph.card(of: entry.device) else { throw .signerNotAlive }
        if !isVerified { try entry.check(signedBy: signer.signing) }
        if signer.kind != .machine {
            let retires = signer.kind == .link ? entry.device : nil
            guard case .add(let card, retires) = entry.action, card.kind == .machine else { throw .notForPaper }
        }
        switch entry.action {
        case .add(let card, let retiring):
            guard device(card.id)?.isEnlisted != true, retiring == nil || retiring == entry.device else { throw .impossible }
        case .remove(let id, _):
            // Accepts a live device, or a machine removed only by void entries, so that a new removal can state which of its
            // versions stand.
            guard let ended = device(id), ended.isEnlisted,
                !ended.isRemoved || (!ended.isConfirmed && graph.card(of: id)?.kind == .machine)
            else { throw .impossible }
        case .pair:
            guard !past.isPaired else { throw .impossible }
        case .leave: break
        }
    }
}

extension LogEntry {
    /// The machine that starts a log with this entry.
    fileprivate var founder: DeviceCard {
        get throws(LogError) {
            guard previous.isEmpty, case .add(let card, retiring: nil) = action, card.kind == .machine, card.id == device else {
                throw .badBeginning
            }
            return card
        }
    }
}

extension DeviceLog: Hashable {
    package static func == (left: DeviceLog, right: DeviceLog) -> Bool { left.entries == right.entries }

    package func hash(into hasher: inout Hasher) { hasher.combine(entries) }
}
