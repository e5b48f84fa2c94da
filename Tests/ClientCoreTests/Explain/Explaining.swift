import ClientCore
import Models
import Support
import Wire

extension TestHome {
    /// Syncs as far as possible, then explains.
    func explain() throws -> [Finding] { try client.findings(after: client.sync(budget: nil)) }

    /// What `doctor` finds, without a sync.
    func examine() throws -> [Finding] { try client.findings(after: nil) }
}

extension SyncResponse {
    /// The same response with another time, or without some of its changes.
    func with(time: Instant? = nil, only isKept: (Change) -> Bool = { _ in true }) -> SyncResponse {
        SyncResponse(
            time: time ?? self.time, outcomes: outcomes, changes: changes.filter(isKept), cursor: cursor, furthest: furthest,
            more: more)
    }
}
