/// What a device log says, with every branch of it taken into account.
///
/// A removal always holds, also one in a void entry: once seen, it is never unseen. Of all else that a removed device signed, only what its
/// removal had seen, or names, counts. The rest is void, and so is what a device signed that a void entry added.
package struct DeviceLogState: Hashable, Sendable {
    /// Every device that was ever validly enlisted, also those that have ended.
    package private(set) var cards: [DeviceID: DeviceCard] = [:]
    package private(set) var removed: Set<DeviceID> = []
    /// For each device with a removal that counts, the versions signed by it that still do.
    package private(set) var standing: [DeviceID: Set<VersionDigest>] = [:]
    /// Devices that were removed by an entry that counts.
    private var confirmed: Set<DeviceID> = []
    package private(set) var pairedWith: PartnerID?
    package private(set) var hasLeft = false
    /// How many devices are alive, codes on paper among them.
    package private(set) var liveCount = 0

    init(_ graph: LogGraph, _ reading: LogReading) {
        for place in graph.order {
            takeRemoval(graph.nodes[place].action)
            if reading.counted.contains(place) { take(graph.nodes[place].action) }
        }
    }

    /// The state with one more entry, which was checked and names, by itself or through others, every entry that there is.
    mutating func follow(with action: LogAction) {
        takeRemoval(action)
        take(action)
    }

    private mutating func takeRemoval(_ action: LogAction) {
        guard let device = action.removed, removed.insert(device).inserted else { return }
        if cards[device] != nil { liveCount -= 1 }
    }

    private mutating func take(_ action: LogAction) {
        if let device = action.removed { confirmed.insert(device) }
        switch action {
        case .add(let card, _):
            if cards.updateValue(card, forKey: card.id) == nil, !removed.contains(card.id) { liveCount += 1 }
        case .remove(let device, let versions): standing[device, default: []].formUnion(versions)
        case .pair(let partner): pairedWith = pairedWith ?? partner
        case .leave: hasLeft = true
        }
    }

    /// Machines that were removed by void entries alone: what of theirs stands is still to be said, by a removal that counts.
    package var unconfirmed: Set<DeviceID> { removed.filter(isUnconfirmed) }

    package func isUnconfirmed(_ device: DeviceID) -> Bool {
        removed.contains(device) && !confirmed.contains(device) && cards[device]?.kind == .machine
    }

    /// Devices that may sign in, sign records and be given keys.
    package var live: [DeviceCard] {
        cards.filter { !removed.contains($0.key) }.map(\.value).sorted { $0.id < $1.id }
    }

    /// Live devices that are not codes on paper.
    package var liveMachines: Set<DeviceID> { Set(live.filter { $0.kind == .machine }.map(\.id)) }

    package func isLive(_ device: DeviceID) -> Bool { cards[device] != nil && !removed.contains(device) }

    /// Whether a version that `device` signed counts: the device is alive, or a removal that counts lets the version stand.
    package func accepts(_ version: VersionDigest, by device: DeviceID) -> Bool {
        guard cards[device]?.kind == .machine else { return false }
        return !removed.contains(device) || standing[device]?.contains(version) == true
    }
}
