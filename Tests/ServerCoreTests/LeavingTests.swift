import Models
import ServerCore
import Support
import Testing
import Wire

@Suite("Leaving")
struct LeavingTests {
    @Test(arguments: StoreKind.allCases)
    func `ends the leaver's access, purges what was not revealed, and keeps what was`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        let (revealed, sealed) = (couple.round(), couple.round())
        let note = try couple.first.partner.record(.shared, at: couple.now)
        try await couple.first.pull([
            couple.first.partner.seal(revealed, at: couple.now), couple.first.partner.seal(sealed, at: couple.now),
            .record(RecordWrite(record: couple.first.partner.record(.own, at: couple.now))), .record(RecordWrite(record: note)),
        ])
        try await couple.second.pull([couple.second.partner.seal(revealed, at: couple.now)])
        let leave = try couple.first.partner.append(.leave)
        #expect(
            try await couple.first.pull([leave, couple.first.partner.seal(couple.round(), at: couple.now)]).outcomes == [
                .applied, .refused(.coupleEnded),
            ])

        await #expect(throws: Problem.of(.tokenUnknown)) { try await couple.first.pull() }
        await #expect(throws: Problem.of(.partnerLeft)) { try await couple.first.server.signIn(couple.first.partner) }
        let kept = try couple.first.server.stored(.inviter, couple.first.partner.couple)
        #expect(kept.map(\.phase) == [.revealed])

        let changes = try await couple.second.pull().changes
        #expect(changes.contains { if case .entry(let change) = $0 { change.entry.action == .leave } else { false } })
        var fresh = TestClient(server: couple.second.server, partner: couple.second.partner, token: couple.second.token)
        try await fresh.pull()
        #expect(fresh.belief(of: revealed, by: couple.first.partner.id)?.phase == .revealed)
        #expect(fresh.belief(of: sealed, by: couple.first.partner.id) == nil)
        #expect(fresh.records[note.header.id] != nil)
        let late = try couple.second.partner.record(.shared, at: couple.now)
        #expect(try await couple.second.pull([.record(RecordWrite(record: late))]).outcomes == [.refused(.coupleEnded)])
    }

    @Test(arguments: StoreKind.allCases) func `by both leaves nothing but the logs`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        let round = couple.round()
        try await couple.first.pull([couple.first.partner.seal(round, at: couple.now)])
        try await couple.second.pull([couple.second.partner.seal(round, at: couple.now)])
        try await couple.first.pull([couple.first.partner.append(.leave)])
        try await couple.second.pull()
        #expect(try await couple.second.pull([couple.second.partner.append(.leave)]).outcomes == [.applied])
        for scope in RecordScope.allCases { #expect(try couple.first.server.stored(scope, couple.first.partner.couple).isEmpty) }
    }
}
