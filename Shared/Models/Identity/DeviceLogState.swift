/// What a device log says once all its branches are merged.
///
/// A removal always takes effect, even in a void entry: it can't be undone. Of everything else that a removed device signed, only
/// what its removal had seen or names counts. The rest is void, and so is anything signed by a device that a void entry added.
package struct DeviceLogState: Hashable, Sendable {
    /// Every device that was ever validly enlisted, including those that have ended.
    package private(set) var cards: [DeviceID: DeviceCard] = [:]
    package private(set) var removed: Set<DeviceID> = []
    /// For each device with a removal that counts, the versions it signed that still count.
    package private(set) var standing: [DeviceID: Set<VersionDigest>] = [:]
    /// Devices removed by an entry that counts.
    private var confirmed: Set<DeviceID> = []
    package private(set) var pairedWith: PartnerID?
    package private(set) var hasLeft = false
    /// The number of live devices, including paper codes.
    package private(set) var liveCount = 0

    init(_ graph: LogGraph, _ reading: LogReading) {
        for place in graph.order {
            takeRemoval(graph.nodes[place].action)
            if reading.counted.contains(place) { take(graph.nodes[place].action) }
        }
    }

    /// Applies one more entry, already checked, whose ancestors are all the other entries.
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

    /// Machines removed only by void entries. A removal that counts must still state which of their versions stand.
    package var unconfirmed: Set<DeviceID> { removed.filter(isUnconfirmed) }

    package func isUnconfirmed(_ device: DeviceID) -> Bool {
        removed.contains(device) && !confirmed.contains(device) && cards[device]?.kind == .machine
    }

    /// Devices that may sign in, sign records and receive keys.
    package var live: [DeviceCard] {
        cards.filter { !removed.contains($0.key) }.map(\.value).sorted { $0.id < $1.id }
    }

    /// Live devices that aren't paper codes.
    package var liveMachines: Set<DeviceID> { Set(live.filter { $0.kind == .machine }.map(\.id)) }

    package func isLive(_ device: DeviceID) -> Bool { cards[device] != nil && !removed.contains(device) }

    /// Whether a version that `device` signed counts: the device is live, or a removal that counts lets the version stand.
    package func accepts(_ version: VersionDigest, by device: DeviceID) -> Bool {
        guard cards[device]?.kind == .machine else { return false }
        return !removed.contains(device) || standing[device]?.contains(version) == true
    }
}
