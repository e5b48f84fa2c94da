import Wire

/// The result of one `sync`.
package struct SyncReport: Hashable, Sendable {
    package var pushed = 0
    package var pulled = 0
    /// Changes that the server still hasn't acknowledged.
    package var pending = 0
    /// Rounds that this sync revealed.
    package var opened: [RoundReference] = []
    /// Why a device wasn't enlisted, or a removal names fewer versions than intended: the server has no room for the entry.
    var takenBack: ErrorCode?
    /// With this sync, it is certain that this partner has left.
    package var hasLeft = false
    /// Why it stopped early; `nil` if everything went through.
    package var stopped: ClientError?

    package init() {}
}
