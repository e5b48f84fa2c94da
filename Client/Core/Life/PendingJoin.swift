import Models
import Wire

/// The joiner's side of pairing, from when it is made until the server has taken it.
package struct PendingJoin: Hashable, Codable, Sendable {
    let membership: Membership
    /// The inviter's log, ancestors first.
    let inviter: [LogEntry]
    let request: BoxAnswerRequest
}
