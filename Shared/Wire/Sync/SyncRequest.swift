/// The body of `POST /v1/sync`: changes up, and how far this device has come.
package struct SyncRequest: Hashable, Codable, Sendable {
    /// Everything up to here is in the client's store. Nil to begin at the beginning.
    package let cursor: Cursor?
    /// The furthest point that the client was ever shown, pulled or acknowledged, in this history.
    package let furthest: Cursor?
    /// The client still holds things of another history that it has not offered yet.
    package let offering: Bool
    package let writes: [Write]

    package init(cursor: Cursor?, furthest: Cursor?, offering: Bool, writes: [Write]) {
        self.cursor = cursor
        self.furthest = furthest
        self.offering = offering
        self.writes = writes
    }
}
