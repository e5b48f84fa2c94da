import Models
import Wire

/// Explains what is waiting, why, and what is wrong.
extension Client {
    /// - Parameter report: the report of the sync that just ran. `nil`: asks the server only whether it's there and ready.
    /// - Throws: `notInitialised`, `store`. A wrong store key is a finding, not an error.
    package func findings(after report: SyncReport?) throws(ClientError) -> [Finding] {
        var facts: HomeFacts
        do throws(ClientError) {
            let names = try devices().reduce(into: [:]) { $0[$1.id] = $1.name }
            facts = try read { try FactsReader(home: $0).facts(names: names) }
        } catch {
            guard error == .storeKeyWrong else { throw error }
            return [.storeKeyWrong]
        }
        askServer(report, &facts)
        return Explanation.findings(in: facts)
    }

    private func askServer(_ report: SyncReport?, _ facts: inout HomeFacts) {
        facts.syncError = report?.stopped
        guard let server = facts.server else {
            facts.syncError = .noServer
            return
        }
        // Don't wait twice for a server that didn't respond.
        if case .unreachable? = report?.stopped { return }
        let api = ServerAPI(transport: connect(server, .seconds(5)))
        do throws(ClientError) {
            let info = try api.info()
            facts.info = info
            facts.clockAhead = now().duration(since: info.time)
            if report == nil { try api.ready() }
        } catch {
            facts.syncError = facts.syncError ?? error
        }
    }
}
