package import Models

/// A version of a record on its way to the server.
package struct RecordWrite: Hashable, Codable, Sendable {
    package let record: Record
    /// Escrow: travels with the seal, withheld until the round is frozen.
    package let opening: Opening?
    /// Sent verbatim after a server went back, not written anew. A seal so offered counts only once every live machine of its
    /// author has finished offering.
    package let offered: Bool

    package init(record: Record, opening: Opening? = nil, offered: Bool = false) {
        self.record = record
        self.opening = opening
        self.offered = offered
    }
}
