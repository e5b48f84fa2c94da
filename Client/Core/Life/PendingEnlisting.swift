import Models

/// A machine that is being enlisted, from when its keys are made until the server has taken it.
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
