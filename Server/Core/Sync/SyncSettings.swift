import Models
import Wire

/// What a sync needs besides the request.
struct SyncSettings: Sendable {
    let limits: Limits
    let keys: ServerKeys
    let now: Instant
    let random: @Sendable (Int) -> Bytes
}
