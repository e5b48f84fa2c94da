import Wire

/// What one `sync` came to.
package struct SyncReport: Hashable, Sendable {
    package var pushed = 0
    package var pulled = 0
    /// What the server has still not acknowledged.
    package var pending = 0
    /// Rounds that were revealed by this sync.
    package var opened: [RoundReference] = []
    /// Why a device was not enlisted, or a removal names less than it was to: the server has no room for the entry.
    var takenBack: ErrorCode?
    /// Why it ended before it was at rest; nil where everything went through.
    package var stopped: ClientError?

    package init() {}
}
