package import Models

/// A version of a record sent to the server.
package struct RecordWrite: Hashable, Codable, Sendable {
    package let record: Record
    /// In escrow mode, the opening travels with the seal. The server withholds it until the round is frozen.
    package let opening: Opening?
    /// Whether the version is sent verbatim after a server rollback. A seal offered this way counts only once every live machine of
    /// its author has finished offering.
    package let offered: Bool

    package init(record: Record, opening: Opening? = nil, offered: Bool = false) {
        self.record = record
        self.opening = opening
        self.offered = offered
    }
}
