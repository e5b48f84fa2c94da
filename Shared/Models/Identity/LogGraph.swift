/// The log's entries by place and its devices by number: the structure on which the log decides which entries count.
struct LogGraph: Sendable {
    struct Node {
        let signer: Int
        let action: LogAction
        let added: Int?
        let removed: Int?
        let ancestors: EntrySet
        let depth: Int
    }

    private(set) var nodes: [Node] = []
    private(set) var hashes: [EntryHash] = []
    private(set) var cards: [DeviceCard?] = []
    /// The places, sorted by number of ancestors and then by hash. Ancestors come first, and branches always have the same order.
    private(set) var order: [Int] = []
    private(set) var tips: Set<EntryHash> = []
    private var places: [EntryHash: Int] = [:]
    private var numbers: [DeviceID: Int] = [:]
    private var removals: [(device: Int, place: Int)] = []
    /// For each removed device, what all its removals had seen, including themselves. Nothing else the device signed counts.
    private var seen: [Int: EntrySet] = [:]
    /// For each device, the number of entries that add it.
    private var additions: [Int] = []

    func place(of hash: EntryHash) -> Int? { places[hash] }
    func number(of device: DeviceID) -> Int? { numbers[device] }

    /// The card with which a device was added, whether or not that entry counts.
    func card(of device: DeviceID) -> DeviceCard? { numbers[device].flatMap { cards[$0] } }

    /// The named entries and all their ancestors.
    ///
    /// - Throws: `unknownPrevious`.
    func ancestors(of previous: [EntryHash]) throws(LogError) -> EntrySet {
        var ancestors = EntrySet()
        for hash in previous {
            guard let place = places[hash] else { throw .unknownPrevious }
            ancestors.formUnion(nodes[place].ancestors)
            ancestors.insert(place)
        }
        return ancestors
    }

    mutating func append(_ entry: LogEntry, hash: EntryHash, ancestors: EntrySet) {
        let place = nodes.count
        let node = Node(
            signer: numbered(entry.device), action: entry.action, added: entry.action.added.map { numbered($0.id) },
            removed: entry.action.removed.map { numbered($0) }, ancestors: ancestors, depth: ancestors.count)
        if let added = node.added {
            cards[added] = cards[added] ?? entry.action.added
            additions[added] += 1
        }
        if let removed = node.removed {
            removals.append((removed, place))
            Self.note(ancestors.inserting(place), of: removed, in: &seen)
        }
        nodes.append(node)
        hashes.append(hash)
        places[hash] = place
        tips.subtract(entry.previous)
        tips.insert(hash)
        var (low, high) = (0, order.count)
        while low < high {
            let middle = (low + high) / 2
            let isBefore = (nodes[order[middle]].depth, hashes[order[middle]]) < (node.depth, hash)
            (low, high) = isBefore ? (middle + 1, high) : (low, middle)
        }
        order.insert(place, at: low)
    }

    private mutating func numbered(_ device: DeviceID) -> Int {
        if let number = numbers[device] { return number }
        numbers[device] = cards.count
        cards.append(nil)
        additions.append(0)
        return cards.count - 1
    }

    private static func note(_ known: EntrySet, of device: Int, in seen: inout [Int: EntrySet]) {
        if seen[device]?.formIntersection(known) == nil { seen[device] = known }
    }

    /// Whether a new entry, valid under its ancestors, can't change what the other entries say, wherever it's placed: it removes
    /// nothing, adds at most a device that no entry mentions, and its signer is added by exactly one entry. Such an entry counts if
    /// and only if its signer is live.
    func standsAlone(_ entry: LogEntry) -> Bool {
        guard let signer = numbers[entry.device], additions[signer] == 1 else { return false }
        return switch entry.action {
        case .add(let card, nil): numbers[card.id] == nil
        case .leave: true
        case .add, .remove, .pair: false
        }
    }

    /// Evaluates a set of entries that is closed under ancestors.
    ///
    /// - Parameter set: `nil` for all entries.
    func reading(of set: EntrySet? = nil) -> LogReading {
        var reading = LogReading(devices: cards.count)
        var seen: [Int: EntrySet] = set == nil ? self.seen : [:]
        for (device, place) in removals where set?.contains(place) ?? true {
            reading.devices[device].isRemoved = true
            if set != nil { Self.note(nodes[place].ancestors.inserting(place), of: device, in: &seen) }
        }
        for place in order where set?.contains(place) ?? true {
            let signer = nodes[place].signer
            guard place == 0 || (reading.devices[signer].isEnlisted && seen[signer]?.contains(place) ?? true) else { continue }
            reading.take(nodes[place], at: place)
        }
        return reading
    }
}

/// What a set of entries says: which of them count, and the device states needed to check a new entry.
struct LogReading: Sendable {
    struct Device {
        var isEnlisted = false
        var isRemoved = false
        /// Whether an entry that counts removed the device.
        var isConfirmed = false

        var isLive: Bool { isEnlisted && !isRemoved }
    }

    /// The entries that count. All others are void.
    private(set) var counted = EntrySet()
    var devices: [Device]
    private(set) var isPaired = false
    private(set) var hasLeft = false

    init(devices: Int) { self.devices = Array(repeating: Device(), count: devices) }

    /// Whether a device is live. The number may be beyond `devices`: a later void entry may have introduced the device.
    func isLive(_ device: Int) -> Bool { device < devices.count && devices[device].isLive }

    /// Applies an entry that counts. All its ancestors must have been applied.
    mutating func take(_ node: LogGraph.Node, at place: Int) {
        while let last = [node.signer, node.added, node.removed].compactMap(\.self).max(), last >= devices.count {
            devices.append(Device())
        }
        counted.insert(place)
        if let added = node.added { devices[added].isEnlisted = true }
        if let removed = node.removed {
            devices[removed].isRemoved = true
            devices[removed].isConfirmed = true
        }
        switch node.action {
        case .pair: isPaired = true
        case .leave: hasLeft = true
        case .add, .remove: break
        }
    }
}
