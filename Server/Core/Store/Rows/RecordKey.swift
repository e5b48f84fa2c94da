package import Models

/// Identifies a record within a couple.
package struct RecordKey: Hashable, Sendable {
    package let scope: RecordScope
    package let id: RecordID

    package init(scope: RecordScope, id: RecordID) {
        self.scope = scope
        self.id = id
    }

    /// The answer in a round by the partner on `side`.
    package init(answerOf round: RoundID, by partner: PartnerID, on side: Side) {
        self.init(scope: RecordScope(of: .sealed, by: side), id: .answer(of: round, by: partner))
    }
}
