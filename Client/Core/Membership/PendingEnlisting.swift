import Models

/// A device that is being enlisted, from the creation of its keys until the server has accepted it.
package struct PendingEnlisting: Hashable, Codable, Sendable {
    struct Key: Hashable, Codable, Sendable {
        let key: Blob
        let purpose: KeyPurpose
        let epoch: Int64
    }

    let locator: Locator
    let membership: Membership
    let entry: LogEntry
    let mine: [LogEntry]
    let theirs: [LogEntry]
    let keys: [Key]
}
