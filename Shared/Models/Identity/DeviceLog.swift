/// A partner, as the set of signed entries that make up their device log.
///
/// Normally a chain. Where a server went back, two valid branches can meet: each entry then stays under the entries that it names,
/// and `state` merges them. A value never holds an entry that is not valid under its own ancestors.
package struct DeviceLog: Hashable, Sendable {
    /// Every entry, ancestors first.
    package private(set) var entries: [LogEntry]
    package private(set) var state: DeviceLogState
    package let partner: PartnerID
    /// Of the entries, in their order.
    private var hashes: [EntryHash]
    private var ancestors: [EntryHash: Set<EntryHash>]

    /// - Throws: `badBeginning` unless the entry enlists the machine that signs it; `badSignature`.
    package init(first: LogEntry) throws(LogError) {
        guard first.previous.isEmpty, case .add(let card, retiring: nil) = first.action, card.kind == .machine,
            card.id == first.device
        else { throw .badBeginning }
        guard first.signature.isValid(for: first.signedContent, by: card.signing) else { throw .badSignature }
        let hash = first.hash
        partner = PartnerID(validated: hash.bytes)
        entries = [first]
        hashes = [hash]
        ancestors = [hash: []]
        state = DeviceLogState(entries: [(hash, first)], ancestors: ancestors)
    }

    /// - Parameter entries: ancestors first; the first entry of the log at the beginning.
    package init(entries: [LogEntry]) throws(LogError) {
        guard let first = entries.first else { throw .badBeginning }
        try self.init(first: first)
        for entry in entries.dropFirst() { try insert(entry) }
    }

    /// What of a heap of entries belongs to a partner's log; the rest is passed over. For entries that came before anybody vouched for
    /// the partner.
    ///
    /// - Returns: nil where not even the first entry is there.
    package init?(of partner: PartnerID, in heap: [LogEntry]) {
        guard let first = heap.first(where: { $0.hash.bytes == partner.bytes }), var log = try? DeviceLog(first: first) else {
            return nil
        }
        var rest = heap
        var count: Int
        repeat {
            count = rest.count
            // Whoever sent them may have turned their order round.
            rest.removeAll { (try? log.insert($0)) != nil }
        } while rest.count < count
        self = log
    }

    package func contains(_ hash: EntryHash) -> Bool { ancestors[hash] != nil }

    /// The entries that nothing follows yet, in ascending order, as many as one entry may name: what a new entry names as `previous`.
    package var tips: [EntryHash] {
        let followed = Set(entries.flatMap(\.previous))
        return Array(ancestors.keys.filter { !followed.contains($0) }.sorted().prefix(LogEntry.mostPrevious))
    }

    /// Adds an entry, wherever in the log it belongs.
    ///
    /// - Returns: false where the log holds the entry already.
    /// - Throws: why it does not belong; the log is unchanged.
    @discardableResult
    package mutating func insert(_ entry: LogEntry) throws(LogError) -> Bool {
        let hash = entry.hash
        guard ancestors[hash] == nil else { return false }
        guard !entry.previous.isEmpty else { throw .badBeginning }
        guard entry.previous.count <= LogEntry.mostPrevious, zip(entry.previous, entry.previous.dropFirst()).allSatisfy({ $0 < $1 })
        else { throw .badPrevious }
        var before = Set(entry.previous)
        for previous in entry.previous {
            guard let further = ancestors[previous] else { throw .unknownPrevious }
            before.formUnion(further)
        }
        let knowsAll = before.count == entries.count
        try stateAfter(before).check(entry)
        ancestors[hash] = before
        entries.append(entry)
        hashes.append(hash)
        if knowsAll {
            state.follow(with: entry)
        } else {
            state = DeviceLogState(entries: Array(zip(hashes, entries)), ancestors: ancestors)
        }
        return true
    }

    private func stateAfter(_ hashes: Set<EntryHash>) -> DeviceLogState {
        guard hashes.count < entries.count else { return state }
        let known = zip(self.hashes, entries).filter { hashes.contains($0.0) }
        return DeviceLogState(entries: known, ancestors: ancestors)
    }
}
