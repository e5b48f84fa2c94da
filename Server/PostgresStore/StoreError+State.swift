import ServerCore

extension StoreError {
    /// Keeps only the SQLSTATE, and none of the server's messages, which can quote what is stored.
    ///
    /// - Parameter state: five characters. `nil` if the connection was lost.
    init(state: String?) {
        switch state {
        case nil: self = .unavailable
        // No room for files or memory.
        case "53100", "53200": self = .full
        // Lock timeout, deadlock, serialization failure, or a query that was cancelled.
        case "55P03", "40P01", "40001", "57014": self = .busy
        case "XX001", "XX002": self = .corrupt
        // A standby, or a role that may not write.
        case "25006": self = .readOnly
        case "42501": self = .inaccessible
        // The server stops, starts, has no connection left, or ended this one.
        case "57P01", "57P02", "57P03", "57P05", "25P03", "53300": self = .unavailable
        // No such database, or no such table: it's being restored, or was moved.
        case "3D000", "42P01": self = .absent
        case .some(let state) where state.hasPrefix("08"): self = .unavailable
        case .some(let state) where state.hasPrefix("28"): self = .inaccessible
        case .some(let state): self = .failed(code: Int(state, radix: 36) ?? -1)
        }
    }
}
