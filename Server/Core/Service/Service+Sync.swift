import Models
package import Wire

extension Service {
    package func check(_ token: Token) throws(Problem) {
        let now = try checkedNow()
        try reading { _ = try Caller.device(of: token, in: $0, now: now) }
    }

    package func sync(_ request: SyncRequest, token: Token) async throws(Problem) -> SyncResponse {
        let settings = SyncSettings(limits: limits, keys: keys, now: try checkedNow(), random: random)
        guard request.writes.count <= limits.writes else { throw .of(.tooManyWrites) }
        let (run, look) = try reading { reader in
            let (couple, device) = try Caller.device(of: token, in: reader, now: settings.now)
            let run = SyncRun(request: request, device: device, couple: couple, settings: settings)
            return (run, try run.look(in: reader))
        }
        // Signatures are checked and cursors encrypted outside the transaction, so that many callers' requests can do so in parallel.
        let sealer = CursorSealer(keys, couple: look.caller.couple, partner: look.caller.partner)
        if let reply = look.reply { return try sealed(reply, sealer, settings) }
        let checks = look.checks(of: request, limits)
        switch try await committer.submit({ try run.write(checks, after: look, in: $0) }) {
        case .reply(let reply): return try sealed(reply, sealer, settings)
        case .historyChanged: throw .of(.historyChanged)
        }
    }

    private func sealed(_ reply: SyncReply, _ sealer: CursorSealer, _ settings: SyncSettings) throws(Problem) -> SyncResponse {
        do { return try reply.sealed(by: sealer, settings) } catch { throw .of(.internalError) }
    }
}
