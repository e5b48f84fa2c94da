import Models
import Wire

/// What an exchange is handed besides the request.
struct SyncSettings: Sendable {
    let limits: Limits
    let keys: ServerKeys
    let now: Instant
    let random: @Sendable (Int) -> Bytes
}
