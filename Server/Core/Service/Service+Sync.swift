package import FoundationEssentials
import Models
package import Wire

extension Service {
    package func check(_ token: Token) async throws(Problem) {
        let now = try checkedNow()
        let hash = TokenHash(of: token)
        if memory.knows(hash, at: now) { return }
        try await reading { _ = try TokenRow(hash, in: $0, now: now) }
    }

    package func knownReply(to request: Data, token: Token) throws(Problem) -> Data? {
        memory.reply(to: request, by: TokenHash(of: token), at: try checkedNow())
    }

    package func sync(_ request: SyncRequest, token: Token) async throws(Problem) -> SyncResponse {
        let settings = SyncSettings(limits: limits, keys: keys, now: try checkedNow(), random: random)
        guard request.writes.count <= limits.writes else { throw .of(.tooManyWrites) }
        let hash = TokenHash(of: token)
        if let reply = memory.reply(to: request, by: hash, at: settings.now) { return reply }
        if let response = try await written(request, by: hash, settings) { return response }
        return try await OffLoop.run { () async throws(Problem) in try await lookedUp(request, by: hash, settings) }
    }

    /// Carries out a request with few writes that needs nothing of the store before its transaction. Other callers' transactions may wait
    /// for its signatures to be checked, to share a commit with it.
    ///
    /// - Returns: `nil` for any other request.
    private func written(_ request: SyncRequest, by token: TokenHash, _ settings: SyncSettings) async throws(Problem)
        -> SyncResponse?
    {
        guard request.writes.count <= OffLoop.fewWrites, let member = memory.member(token, at: settings.now) else { return nil }
        let run = SyncRun(request: request, device: member.token.device, couple: member.token.couple, settings: settings)
        guard let look = try run.look(at: member) else { return nil }
        let result = try await committer.submit(for: member.token.couple) { () throws(Problem) in
            let checks = look.checks(of: request, limits)
            return { try run.write(checks, after: look, in: $0) }
        }
        return try response(result, settings)
    }

    /// Carries out any request, after a look at a snapshot.
    private func lookedUp(_ request: SyncRequest, by token: TokenHash, _ settings: SyncSettings) async throws(Problem)
        -> SyncResponse
    {
        let mark = memory.mark
        let (row, run, look) = try await look(request, by: token, settings)
        let trusted = row.trusted(for: store.sharing?.staleness, from: settings.now)
        if let reply = look.reply {
            if !look.caller.isPaper, reply.bringsNothing, let response = SyncResponse(leaving: request, at: settings.now) {
                memory.keep(request, by: trusted, since: mark)
                return response
            }
            return try sealed(reply, to: look.caller, settings)
        }
        if !request.writes.isEmpty {
            memory.keep(KnownMember(token: trusted, couple: look.couple, devices: look.devices), since: mark)
        }
        // Signatures are checked outside the transaction, so that many callers' requests can do so in parallel.
        let checks = look.checks(of: request, limits)
        return try response(try await committer.submit(for: row.couple) { try run.write(checks, after: look, in: $0) }, settings)
    }

    /// Encrypts cursors, outside the transaction as well.
    private func response(_ result: SyncResult, _ settings: SyncSettings) throws(Problem) -> SyncResponse {
        switch result {
        case .reply(let reply, let caller): return try sealed(reply, to: caller, settings)
        case .historyChanged: throw .of(.historyChanged)
        }
    }

    private func look(_ request: SyncRequest, by token: TokenHash, _ settings: SyncSettings) async throws(Problem)
        -> (TokenRow, SyncRun, SyncLook)
    {
        try await reading { reader in
            let row = try TokenRow(token, in: reader, now: settings.now)
            let run = SyncRun(request: request, device: row.device, couple: row.couple, settings: settings)
            return (row, run, try run.look(in: reader))
        }
    }

    private func sealed(_ reply: SyncReply, to caller: Caller, _ settings: SyncSettings) throws(Problem) -> SyncResponse {
        let sealer = CursorSealer(keys, couple: caller.couple, partner: caller.partner)
        do { return try reply.sealed(by: sealer, settings) } catch { throw .of(.internalError) }
    }
}
