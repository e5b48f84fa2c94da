import Models
import Wire

/// The joiner's side of pairing, from its creation until the server has accepted it.
package struct PendingJoin: Hashable, Codable, Sendable {
    let membership: Membership
    /// The inviter's log, ancestors first.
    let inviter: [LogEntry]
    let request: BoxAnswerRequest
}
