package import Models
package import Wire

extension SyncResponse {
    /// What a hostile server turns a reply into.
    package func with(
        time: Instant? = nil, outcomes: [Outcome]? = nil, changes: [Change]? = nil, cursor: Cursor? = nil, furthest: Cursor? = nil,
        more: Bool? = nil
    ) -> SyncResponse {
        SyncResponse(
            time: time ?? self.time, outcomes: outcomes ?? self.outcomes, changes: changes ?? self.changes,
            cursor: cursor ?? self.cursor, furthest: furthest ?? self.furthest, more: more ?? self.more)
    }

    package func mapRecords(_ body: (RecordChange) throws -> RecordChange) rethrows -> SyncResponse {
        with(
            changes: try changes.map { change in
                if case .record(let record) = change { .record(try body(record)) } else { change }
            })
    }
}

extension RecordChange {
    package func with(
        header: RecordHeader? = nil, signature: Signature? = nil, body: Blob?? = nil, ownKey: WrappedContentKey?? = nil,
        opening: Opening?? = nil, phase: SealPhase?? = nil
    ) -> RecordChange {
        RecordChange(
            header: header ?? self.header, signature: signature ?? self.signature, body: body ?? self.body,
            ownKey: ownKey ?? self.ownKey, opening: opening ?? self.opening, phase: phase ?? self.phase)
    }
}
