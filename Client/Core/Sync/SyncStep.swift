import Models
import Wire

/// The result of one exchange.
struct SyncStep {
    var pushed = 0
    var pulled = 0
    var opened: [RoundReference] = []
    /// Rounds that were written to here.
    var touched: Set<RoundID> = []
    /// Rounds whose opening the server refused.
    var refusedOpenings: Set<RoundID> = []
    /// A new key arrived.
    var hasNewKeys = false
    /// The server accepted the entry with which this partner leaves.
    var hasLeft = false
    /// Another exchange is needed to finish.
    var more: Bool
    /// The genuine changes, whether or not they were new here: the ids of records, the hashes of entries, the digests of keys.
    var believed: [Bytes] = []
    /// Why an entry of the own log was withdrawn: the server has no room for it.
    var takenBack: ErrorCode?
    /// How many writes are finished, or were refused for a different reason than before.
    var settled = 0

    init(more: Bool) { self.more = more }
}
