import Models
import Wire

/// What waits, why, and what is wrong.
extension Client {
    /// - Parameter report: of the sync that was just made. Nil: the server is asked only whether it is there and ready.
    /// - Throws: what the store throws. A store key that does not fit is a finding.
    package func findings(after report: SyncReport?) throws -> [Finding] {
        var facts: HomeFacts
        do {
            let names = try devices().reduce(into: [:]) { $0[$1.id] = $1.name }
            facts = try read { try FactsReader(home: $0).facts(names: names) }
        } catch ClientError.storeKeyWrong {
            return [.storeKeyWrong]
        }
        askServer(report, &facts)
        return Explanation.findings(in: facts)
    }

    private func askServer(_ report: SyncReport?, _ facts: inout HomeFacts) {
        facts.trouble = report?.stopped
        guard let server = facts.server else {
            facts.trouble = .noServer
            return
        }
        // Nobody is kept waiting twice for a server that did not answer.
        if case .unreachable? = report?.stopped { return }
        let api = ServerAPI(transport: connect(server, 5))
        do throws(ClientError) {
            let info = try api.info()
            facts.info = info
            facts.clockAhead = now().milliseconds(since: info.time)
            if report == nil { try api.ready() }
        } catch {
            facts.trouble = facts.trouble ?? error
        }
    }
}
