import Models
package import Wire

extension Service {
    package func sync(_ request: SyncRequest, token: Token) async throws(Problem) -> SyncResponse {
        let settings = SyncSettings(limits: limits, keys: keys, now: try checkedNow(), random: random)
        guard request.writes.count <= limits.writes else { throw .of(.tooManyWrites) }
        let (run, look) = try reading { reader in
            let (couple, device) = try Caller.device(of: token, in: reader, now: settings.now)
            let run = SyncRun(request: request, device: device, couple: couple, settings: settings)
            return (run, try run.look(in: reader))
        }
        guard case .mustWrite(let cards) = look else {
            guard case .reply(let response) = look else { throw .of(.internalError) }
            return response
        }
        // Outside the transaction, so that the signatures of many callers are checked at once.
        let checks = request.writes.map { WriteCheck($0, cards: cards) }
        switch try await committer.submit({ try run.write(checks, in: $0) }) {
        case .reply(let response): return response
        case .historyChanged: throw .of(.historyChanged)
        }
    }
}
