import Models
package import ServerCore
import Wire

extension TestServer {
    /// A couple, and another that has ended, so that every table of the store has rows: records of every class, seals in every phase, a withdrawn
    /// answer and a deleted note, a removed device, an open invitation, and a former history.
    ///
    /// - Parameter store: this server's.
    package func populated(_ store: some Store) async throws -> TestCouple {
        var couple = try await couple()
        let (now, later) = (couple.now, couple.now.advanced(by: .seconds(1)))
        try store.write { writer in try writer.addFormerHistory(random.value(), of: couple.first.partner.couple) }

        let (revealed, frozen, withdrawn, sealed) = (couple.round(), couple.round(), couple.round(), couple.round())
        let deleted = try couple.first.partner.record(.own, at: now)
        try await couple.first.pull([
            couple.first.partner.seal(revealed, at: now),
            .record(RecordWrite(record: couple.first.partner.answer(frozen, at: now))),
            couple.first.partner.seal(withdrawn, at: now), couple.first.partner.seal(sealed, at: now),
            .record(RecordWrite(record: deleted)),
            .record(RecordWrite(record: couple.first.partner.record(.shared, owner: .couple, at: now))),
        ])
        try await couple.second.pull([
            couple.second.partner.seal(revealed, at: now),
            .record(RecordWrite(record: couple.second.partner.answer(frozen, at: now))),
            .record(RecordWrite(record: couple.second.partner.record(.own, at: now))),
        ])
        try await couple.first.pull([
            couple.first.partner.withdraw(withdrawn, at: later),
            .record(RecordWrite(record: couple.first.partner.record(.own, id: deleted.header.id, at: later, deleted: true))),
        ])
        let phone = try await couple.second.linked()
        try await couple.second.pull([couple.second.partner.append(.remove(device: phone.partner.device.id, standing: []))])

        var ended = try await self.couple(CouplePlan(seed: 8))
        try await ended.second.pull([ended.second.partner.append(.leave)])
        let lone = try TestPartner(random: random)
        var founder = try await client(lone, logs: [lone.log.entries])
        try await founder.pull([lone.box(.invitation, locator: random.value())])
        for _ in 0..<2 {
            try await couple.first.pull()
            try await couple.second.pull()
        }
        return couple
    }
}

extension TestClient {
    /// The same device, which goes on with its token and cursors after the server has moved.
    package func on(_ server: TestServer) -> TestClient {
        var other = TestClient(server: server, partner: partner, token: token)
        (other.cursor, other.furthest) = (cursor, furthest)
        return other
    }
}
