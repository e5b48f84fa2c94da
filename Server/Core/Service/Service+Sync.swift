import Models
package import Wire

extension Service {
    package func check(_ token: Token) async throws(Problem) {
        let now = try checkedNow()
        let hash = TokenHash(of: token)
        if quiet.knows(hash, at: now) { return }
        try await reading { _ = try TokenRow(hash, in: $0, now: now) }
    }

    package func sync(_ request: SyncRequest, token: Token) async throws(Problem) -> SyncResponse {
        let settings = SyncSettings(limits: limits, keys: keys, now: try checkedNow(), random: random)
        guard request.writes.count <= limits.writes else { throw .of(.tooManyWrites) }
        let hash = TokenHash(of: token)
        if let reply = quiet.reply(to: request, by: hash, at: settings.now) { return reply }
        let mark = quiet.mark
        let (row, run, look) = try await reading { [settings] reader in
            let row = try TokenRow(hash, in: reader, now: settings.now)
            let run = SyncRun(request: request, device: row.device, couple: row.couple, settings: settings)
            return (row, run, try run.look(in: reader))
        }
        // Signatures are checked and cursors encrypted outside the transaction, so that many callers' requests can do so in parallel.
        let sealer = CursorSealer(keys, couple: look.caller.couple, partner: look.caller.partner)
        if let reply = look.reply {
            if !look.caller.isPaper, reply.bringsNothing, let response = SyncResponse(leaving: request, at: settings.now) {
                quiet.keep(request, by: row.trusted(for: store.sharing?.staleness, from: settings.now), since: mark)
                return response
            }
            return try sealed(reply, sealer, settings)
        }
        let checks = look.checks(of: request, limits)
        switch try await committer.submit(for: row.couple, { try run.write(checks, after: look, in: $0) }) {
        case .reply(let reply): return try sealed(reply, sealer, settings)
        case .historyChanged: throw .of(.historyChanged)
        }
    }

    private func sealed(_ reply: SyncReply, _ sealer: CursorSealer, _ settings: SyncSettings) throws(Problem) -> SyncResponse {
        do { return try reply.sealed(by: sealer, settings) } catch { throw .of(.internalError) }
    }
}
