package import Models
package import Wire

/// How far this device has come with its server. Changes in the same transaction as the data.
package struct SyncState: Hashable, Codable, Sendable {
    package var cursor: Cursor?
    package var furthest: Cursor?
    /// There are items left to offer to a history that is new to this device.
    package var isOffering = false
    /// Bytes of entries and grants kept aside, from partners no one has vouched for.
    package var asideBytes: Int?
    /// Pages received since a removal was requested, without reaching the end.
    package var pagesBeforeRemoval: Int?
    /// When this device last discovered that the history had changed, by the server's clock.
    package var wentBack: Instant?
    /// A bearer token, under the store key.
    package var token: Blob?
    package var tokenExpires: Instant?
    package var lastSync: Instant?
    /// Everything has arrived at least once: from then on, what arrives is new.
    package var hasCaughtUp: Bool?
    /// In milliseconds.
    private var clockAhead: Int64?

    /// How far this device's clock was ahead of the server's.
    package var clockLead: Duration? {
        get { clockAhead.map { .milliseconds($0) } }
        set { clockAhead = newValue?.inMilliseconds }
    }

    package init() {}
}
