package import Models
package import Wire

/// How far this device has come with its server. Changes in the transaction that changes the data.
package struct SyncState: Hashable, Codable, Sendable {
    package var cursor: Cursor?
    package var furthest: Cursor?
    /// There are things left to offer to a history that is new to this device.
    package var isOffering = false
    /// Octets of entries and grants that are kept aside, of partners for whom nobody has vouched.
    package var asideBytes: Int?
    /// Pages that came since a removal was asked for, without an end of them.
    package var pagesBeforeRemoval: Int?
    /// When this device last found out that the history is another, by the server's clock.
    package var wentBack: Instant?
    /// A bearer token, under the store key.
    package var token: Blob?
    package var tokenExpires: Instant?
    package var lastSync: Instant?
    /// By how much this machine's clock was ahead of the server's.
    package var clockAhead: Int64?

    package init() {}
}
