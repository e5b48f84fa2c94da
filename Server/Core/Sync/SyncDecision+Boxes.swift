import Models
import Wire

extension SyncDecision {
    mutating func decide(_ write: BoxWrite) -> Outcome {
        guard write.box.count <= min(limits.entryBytes, Room.boxBytes) else { return .refused(.entryTooLarge) }
        guard !ledger.foreignBoxes.contains(write.locator) else { return .refused(.boxUsed) }
        if let existing = ledger.boxes[write.locator] {
            guard existing.side == caller.side, existing.answer == nil else {
                return .refused(.boxUsed)
            }
        }
        let expires: Instant?
        switch write.kind {
        case .invitation:
            guard !ledger.couple.hasEnded else { return .refused(.coupleEnded) }
            guard !ledger.couple.isPaired else { return .refused(.coupleFull) }
            // A log founded with its other partner may be larger than a lone log can grow.
            guard ledger.logs[caller.side]?.entries.reduce(0, { $0 + $1.size }) ?? 0 <= 2 * Room.loneLogBytes else {
                return .refused(.quotaBytes)
            }
            expires = now.advanced(by: .seconds(limits.invitationSeconds))
        case .kit, .link:
            guard let id = write.device, let device = ledger.devices[DeviceKey(id, of: caller.side)], device.isLive,
                device.card.kind == (write.kind == .kit ? .kit : .link)
            else { return .refused(.deviceNotAlive) }
            expires = device.card.expires.map { min($0, now.advanced(by: .seconds(limits.linkSeconds))) }
        }
        guard hasRoom(for: write) else { return .refused(.quotaRecords) }
        for box in ledger.boxes.values where isReplaced(box, by: write) {
            ledger.boxes[box.locator] = nil
            ledger.effects.boxes.remove(box.locator)
            ledger.effects.deletedBoxes.append(box.locator)
        }
        ledger.boxes[write.locator] = BoxRow(
            locator: write.locator, couple: caller.couple, side: caller.side, kind: write.kind, device: write.device,
            box: write.box, expires: expires, permit: write.kind == .invitation ? write.permit : nil)
        ledger.effects.boxes.insert(write.locator)
        return .applied
    }

    private func hasRoom(for write: BoxWrite) -> Bool {
        let others = ledger.boxes.values.filter { box in
            box.side == caller.side && box.locator != write.locator && !isReplaced(box, by: write) && box.answer == nil
                && box.expires.map { now <= $0 } ?? true
        }
        return others.count < Room.boxes
    }

    /// A couple has one open invitation, and a code's device has one box.
    private func isReplaced(_ box: BoxRow, by write: BoxWrite) -> Bool {
        guard box.locator != write.locator, box.answer == nil, box.kind == write.kind else {
            return false
        }
        return write.kind == .invitation || box.device == write.device && box.side == caller.side
    }
}
