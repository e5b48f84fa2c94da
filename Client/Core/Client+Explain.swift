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
        if report == nil { facts.writeError = writeError() }
        askServer(report, &facts)
        return Explanation.findings(in: facts)
    }

    /// Saves something of no importance, as every change is saved.
    private func writeError() -> HomeStoreError? {
        do throws(ClientError) {
            try writeStore { try $0.setValue(Bytes("\(now().milliseconds)".utf8), for: "written") }
            return nil
        } catch {
            guard case .store(let reason) = error else { return nil }
            // Another command saves something: that's as good.
            return reason == .locked ? nil : reason
        }
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
