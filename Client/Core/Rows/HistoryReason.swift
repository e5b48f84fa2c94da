/// Why a version is in the history rather than current.
package enum HistoryReason: String, Codable, Sendable, CaseIterable {
    /// Replaced by a later version that was edited from it.
    case edited
    /// Replaced by a greater version that wasn't edited from it.
    case superseded
    /// It came after its answer was frozen.
    case locked
    /// A device signed it that was removed, and the device that removed it didn't know of it.
    case removed
    /// Its author withdrew it.
    case withdrawn
    /// It belonged to a revealed pair from another history, and the other pair stands.
    case otherHistory = "other_history"
}
