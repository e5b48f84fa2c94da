/// The body of `POST /v1/sync`: writes to upload, and how far this device has read.
package struct SyncRequest: Hashable, Codable, Sendable {
    /// The client has stored everything up to here. `nil` starts at the beginning.
    package let cursor: Cursor?
    /// The furthest point that the client was ever shown in this history, by a pull or an acknowledgement.
    package let furthest: Cursor?
    /// Whether the client still holds items of another history that it hasn't offered yet.
    package let offering: Bool
    package let writes: [Write]

    package init(cursor: Cursor?, furthest: Cursor?, offering: Bool, writes: [Write]) {
        self.cursor = cursor
        self.furthest = furthest
        self.offering = offering
        self.writes = writes
    }
}
