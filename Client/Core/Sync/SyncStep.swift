import Models
import Wire

/// What one exchange came to.
struct SyncStep {
    var pushed = 0
    var pulled = 0
    var opened: [RoundReference] = []
    /// Rounds of which something was written here.
    var touched: Set<RoundID> = []
    /// Rounds of which the server refused the opening.
    var refusedOpenings: Set<RoundID> = []
    /// A key came that was not here before.
    var hasNewKeys = false
    /// Another exchange is needed before all is at rest.
    var more: Bool
    /// Digests of the changes that were genuine, whether or not they were new here.
    var believed: [Bytes] = []
    /// Why an entry of the own log was taken back: the server has no room for it.
    var takenBack: ErrorCode?
    /// How many of the writes are done with, or were refused for another reason than before.
    var settled = 0

    init(more: Bool) { self.more = more }
}
