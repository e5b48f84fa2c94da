import Models

/// Takes out of a home what removed devices had signed, and their removals don't let stand.
///
/// All of a partner's devices have to agree on what counts, whatever reached each of them before the removal did. What was revealed
/// here stays.
struct RemovedDevicesEdit {
    let edit: HomeEdit
    private var home: HomeSnapshot { edit.home }

    /// Looks at the devices that have been removed since the last time. Reads every record, which a removal is worth.
    ///
    /// - Returns: what doesn't count any more.
    func takeOut() throws -> [HeldRecord] {
        let states = [edit.identity.mine, edit.identity.theirs].compactMap { $0?.state }
        let ended = Set(states.flatMap { $0.removed.subtracting($0.unconfirmed) })
        guard !ended.isEmpty else { return [] }
        let known = try home.reader.takenOut()
        guard !ended.isSubset(of: known) else { return [] }
        let void = try home.reader.allRecords().filter { held in
            try ended.contains(held.header.device) && !edit.identity.counts(held.header) && takeOut(held)
        }
        try edit.transaction.setTakenOut(ended.union(known))
        return void
    }

    /// Sends the version that is held here once more, because one that doesn't count has taken its place on the server. Once for each of
    /// those: a server that goes on showing it keeps no sync going.
    func restate(_ id: RecordID, over void: VersionDigest) throws {
        let name = "restated/\(id)"
        guard try home.reader.value(name) != void.bytes else { return }
        try edit.transaction.setValue(void.bytes, for: name)
        if let write = try edit.offering.offered(.record(id: id)) { try edit.outbox.enqueue(write) }
    }

    /// - Returns: `false` if it was revealed here, and so stays.
    private func takeOut(_ held: HeldRecord) throws -> Bool {
        let isMine = held.header.author == edit.membership.partner
        if held.isFrozen {
            guard held.phase == .frozen, let round = try held.header.round.flatMap({ try home.reader.round($0) }) else {
                return false
            }
            try edit.answers.close(round, isMine: isMine)
            return true
        }
        if isMine, let document = try? home.bodies.document(of: held), document.answer != nil {
            try edit.keepVersion(document, of: held.header.id, as: .removed)
        }
        edit.recordEffects.forgetName(saidBy: held)
        try edit.transaction.removeRecord(held.header.id)
        return true
    }
}
