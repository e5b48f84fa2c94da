/// Why a version is in the history and not in its place.
package enum HistoryReason: String, Codable, Sendable, CaseIterable {
    /// A later version was written by somebody who had read it.
    case edited
    /// A greater version was written by somebody who had not.
    case superseded
    /// It came after its answer was frozen.
    case locked
    /// Its author withdrew it.
    case withdrawn
    /// It belonged to a revealed pair of another history, and the other pair stands.
    case otherHistory = "other_history"
}
