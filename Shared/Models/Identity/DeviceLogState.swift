/// What a device log says, with every branch of it taken into account.
///
/// The removals of all branches hold. What a device added without knowing of its own removal, on another branch or later, is void,
/// and so is what a void device added.
package struct DeviceLogState: Hashable, Sendable {
    /// Every device that was ever validly enlisted, also those that have ended.
    package private(set) var cards: [DeviceID: DeviceCard] = [:]
    package private(set) var removed: Set<DeviceID> = []
    /// For each removed device the versions signed by it that still count.
    package private(set) var standing: [DeviceID: Set<VersionDigest>] = [:]
    package private(set) var pairedWith: PartnerID?
    package private(set) var hasLeft = false

    /// - Parameter entries: with their hashes. Their order is of no consequence.
    init(entries: [(hash: EntryHash, entry: LogEntry)], ancestors: [EntryHash: Set<EntryHash>]) {
        // Ancestors first, and branches always in the same order: an entry has more ancestors than any of them has.
        func depth(_ hash: EntryHash) -> Int { ancestors[hash]?.count ?? 0 }
        let entries = entries.sorted { (depth($0.hash), $0.hash) < (depth($1.hash), $1.hash) }
        var removals: [DeviceID: [EntryHash]] = [:]
        for (hash, entry) in entries {
            guard let device = entry.action.removed else { continue }
            removals[device, default: []].append(hash)
            takeRemoval(entry.action)
        }
        func knewNothingOfItsEnd(_ hash: EntryHash, _ signer: DeviceID) -> Bool {
            (removals[signer] ?? []).contains { $0 != hash && !(ancestors[$0] ?? []).contains(hash) }
        }
        for (hash, entry) in entries {
            let isFirst = cards.isEmpty
            guard isFirst || (cards[entry.device] != nil && !knewNothingOfItsEnd(hash, entry.device)) else { continue }
            take(entry.action)
        }
    }

    /// The state with one more entry, which was checked and names, by itself or through others, every entry that there is.
    mutating func follow(with entry: LogEntry) {
        takeRemoval(entry.action)
        take(entry.action)
    }

    private mutating func takeRemoval(_ action: LogAction) {
        guard let device = action.removed else { return }
        removed.insert(device)
        if case .remove(_, let versions) = action { standing[device, default: []].formUnion(versions) }
    }

    private mutating func take(_ action: LogAction) {
        switch action {
        case .add(let card, _): cards[card.id] = card
        case .pair(let partner): pairedWith = pairedWith ?? partner
        case .leave: hasLeft = true
        case .remove: break
        }
    }

    /// Devices that may sign in, sign records and be given keys.
    package var live: [DeviceCard] {
        cards.filter { !removed.contains($0.key) }.map(\.value).sorted { $0.id < $1.id }
    }

    /// Live devices that are not codes on paper.
    package var liveMachines: Set<DeviceID> { Set(live.filter { $0.kind == .machine }.map(\.id)) }

    package func isLive(_ device: DeviceID) -> Bool { cards[device] != nil && !removed.contains(device) }

    /// Whether a version that `device` signed counts: the device is alive, or its removal lets the version stand.
    package func accepts(_ version: VersionDigest, by device: DeviceID) -> Bool {
        guard cards[device]?.kind == .machine else { return false }
        return !removed.contains(device) || standing[device]?.contains(version) == true
    }

    /// Checks an entry that would follow directly.
    func check(_ entry: LogEntry) throws(LogError) {
        guard !hasLeft else { throw .afterLeaving }
        guard let signer = cards[entry.device], isLive(entry.device) else { throw .signerNotAlive }
        guard entry.signature.isValid(for: entry.signedContent, by: signer.signing) else { throw .badSignature }
        if signer.kind != .machine {
            let retires = signer.kind == .link ? entry.device : nil
            guard case .add(let card, retires) = entry.action, card.kind == .machine else { throw .notForPaper }
        }
        switch entry.action {
        case .add(let card, let retiring):
            guard cards[card.id] == nil, retiring == nil || retiring == entry.device else { throw .impossible }
        case .remove(let device, _):
            guard isLive(device) else { throw .impossible }
        case .pair:
            guard pairedWith == nil else { throw .impossible }
        case .leave: break
        }
    }
}
