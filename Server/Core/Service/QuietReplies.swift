package import Models
import Synchronization
package import Wire

/// The requests for which there was nothing new, so that the same request again takes no transaction. Thread-safe.
///
/// A request is good until a transaction touches its partner, or its token expires. `forget` is called for each transaction of this
/// server before any caller in it gets a reply, so a removed device is out at once. If several servers share a database, each must
/// also call `forget` for what the others commit.
///
/// What one partner keeps to themselves, such as a draft, leaves the other's requests here, so that the time that the next reply
/// takes doesn't tell of it.
package final class QuietReplies: Sendable {
    private struct Quiet {
        let request: SyncRequest
        let token: TokenRow
    }

    private struct State {
        var requests: [TokenHash: Quiet] = [:]
        var tokens: [PartnerKey: Set<TokenHash>] = [:]
        /// Counts the calls of `forget`.
        var mark = 0
    }

    private let capacity: Int
    private let state = Mutex(State())

    /// - Parameter capacity: beyond this number of callers, all are forgotten.
    package init(capacity: Int = 10_000) { self.capacity = capacity }

    /// Take this before the snapshot that shows that there is nothing new.
    package var mark: Int { state.withLock { $0.mark } }

    /// Whether a token is known here to be valid.
    func knows(_ token: TokenHash, at now: Instant) -> Bool { quiet(token, at: now) != nil }

    /// - Returns: `nil` unless it is known here that there is nothing new.
    package func reply(to request: SyncRequest, by token: TokenHash, at now: Instant) -> SyncResponse? {
        guard let quiet = quiet(token, at: now), quiet.request == request else { return nil }
        return SyncResponse(leaving: request, at: now)
    }

    private func quiet(_ token: TokenHash, at now: Instant) -> Quiet? {
        state.withLock { $0.requests[token] }.flatMap { now < $0.token.expires ? $0 : nil }
    }

    /// Keeps a request that writes nothing and for which there is nothing new, unless anything was forgotten since `mark`: the snapshot
    /// may be older than that.
    package func keep(_ request: SyncRequest, by token: TokenRow, since mark: Int) {
        state.withLock { state in
            guard state.mark == mark else { return }
            if state.requests.count >= capacity { state = State(mark: mark) }
            state.requests[token.hash] = Quiet(request: request, token: token)
            state.tokens[PartnerKey(token.couple, token.device.side), default: []].insert(token.hash)
        }
    }

    /// Forgets everything: for a store that something other than this server has changed.
    package func forgetAll() { state.withLock { $0 = State(mark: $0.mark + 1) } }

    /// Call this after each transaction, even if its commit failed, and before replying to anyone in it.
    package func forget(_ partners: some Sequence<PartnerKey>) {
        state.withLock { state in
            state.mark += 1
            for partner in partners {
                for token in state.tokens.removeValue(forKey: partner) ?? [] { state.requests[token] = nil }
            }
        }
    }
}
