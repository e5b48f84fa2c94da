import Models
import Wire

/// What reading a snapshot shows about a request.
struct SyncLook: Sendable {
    let caller: Caller
    /// The cards of all devices of both partners.
    let cards: [DeviceID: DeviceCard]
    let points: PresentedPoints
    let logs: PreparedLogs
    let couple: CoupleRow
    let devices: [DeviceRow]
    /// The reply, if the request writes nothing.
    let reply: SyncReply?
}

extension SyncLook {
    /// One for each write of the request. The signature of an entry that is already stored or has no room isn't checked here; if
    /// there is room when the entry is decided, it's checked then.
    func checks(of request: SyncRequest, _ limits: Limits) -> [WriteCheck] {
        let cards = cards.merging(request.addedCards) { known, _ in known }
        return request.writes.map { write in
            if case .entry(let write) = write, isKnownOrWithoutRoom(write, limits) { return .unknownSigner }
            return WriteCheck(write, cards: cards)
        }
    }

    private func isKnownOrWithoutRoom(_ write: EntryWrite, _ limits: Limits) -> Bool {
        guard let side = couple.side(of: write.partner), let log = logs.logs[side], let usage = logs.usages[side] else {
            return logs.knownEntries.contains(write.entry.hash)
        }
        return log.contains(write.entry.hash)
            || usage.wantOfRoom(for: write.entry, in: log, isPaired: couple.isPaired, limits) != nil
    }
}

extension SyncRequest {
    fileprivate var addedCards: [DeviceID: DeviceCard] {
        let added = writes.compactMap { if case .entry(let write) = $0 { write.entry.action.added } else { nil } }
        return Dictionary(added.map { ($0.id, $0) }) { first, _ in first }
    }
}
