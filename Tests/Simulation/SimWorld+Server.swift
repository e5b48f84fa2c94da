import ClientCore
import Models
import ServerCore

/// Compares what the server has frozen and revealed with what was sent.
extension SimWorld {
    func watchServer() {
        do {
            guard let couple = try couple else { return }
            let rows = try server.data.read { reader in
                try [RecordScope.inviter, .joiner].flatMap { try reader.records(in: $0, of: couple) }.filter(\.isFrozen)
            }
            let isSilentlyBack = try server.isSilentlyBack(couple)
            let hasEnded = try server.data.read { try $0.couple(couple)?.hasEnded ?? true }
            for (round, rows) in Dictionary(grouping: rows, by: \.header.round)
            where !hasEnded || rows.allSatisfy({ $0.phase == .revealed }) {
                check(.revealedToBoth, rows.count == 2, "a round is frozen with \(rows.count) answer(s)")
                check(.revealedToBoth, Set(rows.map(\.phase)).count == 1, "one half of a round is further than the other")
                check(
                    .revealedToBoth, Set(rows.map(\.header.author)).count == 2, "a round is frozen with two answers of one partner")
                for row in rows { watch(row, isSilentlyBack) }
                guard let round, rows.allSatisfy({ $0.phase == .revealed }) else { continue }
                let pair = Set(rows.map(\.header.digest))
                if model.pairs[round]?.contains(pair) != true { model.pairs[round, default: []].append(pair) }
                if !server.hasGoneBack {
                    check(
                        .revealedForGood, model.pairs[round]?.count == 1 || plan.hasHostileJoiner,
                        "the server replaced a revealed pair")
                }
            }
        } catch {
            check(.soundness, false, "the server's data cannot be read: \(error)")
        }
    }

    private func watch(_ row: RecordRow, _ isSilentlyBack: Bool) {
        let digest = row.header.digest
        if row.phase == .revealed {
            model.everRevealed.insert(digest)
            check(.unreadBefore, row.opening != nil, "an answer is revealed without an opening")
        }
        guard model.everFrozen.insert(digest).inserted else { return }
        if isSilentlyBack, model.retired[digest] != nil { model.frozenUnnoticed.insert(digest) }
        let version = model.versions[digest]
        let isForged = plan.hasHostileJoiner && isJoiners(row.header) || model.hasForgottenRemoval
        check(.unreadBefore, isForged || version?.isDeleted == false, "the server froze what nobody sealed")
        check(
            .unreadBefore, model.retired[digest].map { isSilentlyBack || isWitnessGone($0) } ?? true,
            "the server froze text \(version?.text ?? 0), which its author had taken back or replaced")
    }

    private func isJoiners(_ header: RecordHeader) -> Bool {
        (try? device(Self.joiner)?.membership)?.flatMap { $0 }?.partner == header.author
    }

    /// The server forgot, and the device that knew was removed.
    private func isWitnessGone(_ ref: DeviceRef) -> Bool { server.hasGoneBack && model.removed[ref] != nil }
}
