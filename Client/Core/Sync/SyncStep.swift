/// What one exchange came to.
struct SyncStep {
    var pushed = 0
    var pulled = 0
    var opened: [RoundReference] = []
    /// Another exchange is needed before all is at rest.
    var more: Bool

    init(more: Bool) { self.more = more }
}
