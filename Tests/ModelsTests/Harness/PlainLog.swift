import Models

/// The state described by a set of entries, computed exactly as model.md defines it, regardless of speed.
struct PlainLog {
    private(set) var live: Set<DeviceID> = []
    private(set) var removed: Set<DeviceID> = []
    private(set) var standing: [DeviceID: Set<VersionDigest>] = [:]
    private(set) var unconfirmed: Set<DeviceID> = []
    private(set) var void: Set<EntryHash> = []
    private(set) var pairedWith: PartnerID?
    private(set) var hasLeft = false

    init(_ entries: [LogEntry]) {
        var ancestors: [EntryHash: Set<EntryHash>] = [:]
        for entry in entries {
            ancestors[entry.hash] = entry.previous.reduce(into: []) { $0.formUnion(ancestors[$1, default: []].union([$1])) }
        }
        func before(_ entry: LogEntry) -> Set<EntryHash> { ancestors[entry.hash, default: []] }
        let order = entries.sorted { (before($0).count, $0.hash) < (before($1).count, $1.hash) }
        let removals = entries.filter { $0.action.removed != nil }
        removed = Set(removals.compactMap(\.action.removed))
        var (cards, confirmed): ([DeviceID: DeviceCard], Set<DeviceID>) = ([:], [])
        for entry in order {
            let isUnseen = removals.contains {
                $0.action.removed == entry.device && $0.hash != entry.hash && !before($0).contains(entry.hash)
            }
            guard before(entry).isEmpty || cards[entry.device] != nil && !isUnseen else {
                void.insert(entry.hash)
                continue
            }
            if let removed = entry.action.removed { confirmed.insert(removed) }
            switch entry.action {
            case .add(let card, _): cards[card.id] = card
            case .remove(let device, let versions): standing[device, default: []].formUnion(versions)
            case .pair(let partner): pairedWith = pairedWith ?? partner
            case .leave: hasLeft = true
            }
        }
        live = Set(cards.keys).subtracting(removed)
        unconfirmed = removed.filter { cards[$0]?.kind == .machine }.subtracting(confirmed)
    }

    /// The differences between a log's state and this one.
    func differences(from log: DeviceLog) -> [String] {
        let state = log.state
        let same = [
            ("live", live == Set(state.live.map(\.id))), ("removed", removed == state.removed),
            ("standing", standing == state.standing),
            ("unconfirmed", unconfirmed == state.unconfirmed), ("pairedWith", pairedWith == state.pairedWith),
            ("hasLeft", hasLeft == state.hasLeft), ("void", void == Set(log.entries.map(\.hash).filter(log.isVoid))),
        ]
        return same.filter { !$0.1 }.map(\.0)
    }
}
