package import FoundationEssentials
package import Models
import Synchronization
package import Wire

/// What the server keeps in memory about callers, so that it needn't read it from its store again. Thread-safe.
///
/// * Requests for which there was nothing new: the same request again is answered without a transaction, and without decoding it.
/// * The tokens and devices of couples whose callers write: a write needs no snapshot before its transaction.
///
/// All of it is good until a transaction touches it, or the token expires. `forget` is called for each transaction of this server
/// before any caller in it gets a reply, so a removed device is out at once. If several servers share a database, each must also
/// call `forget` for what the others commit, or `forgetAll` if it may have missed something.
///
/// What one partner keeps to themselves, such as a draft, leaves the other's requests here, so that the time that the next reply
/// takes doesn't tell of it.
package final class CallerMemory: Sendable {
    private struct Quiet {
        let request: SyncRequest
        let token: TokenRow
        let document: QuietDocument?
    }

    private struct State {
        var requests: [TokenHash: Quiet] = [:]
        var tokens: [PartnerKey: Set<TokenHash>] = [:]
        var members: [TokenHash: KnownMember] = [:]
        var tokensOfMembers: [CoupleID: Set<TokenHash>] = [:]
        /// Counts what was forgotten, of each kind.
        var mark = Mark()
    }

    /// A moment, to tell whether anything has been forgotten since.
    package struct Mark: Hashable, Sendable {
        fileprivate var partners = 0
        fileprivate var couples = 0
    }

    private let capacity: Int
    private let state = Mutex(State())

    /// - Parameter capacity: beyond this number of callers of one kind, all of that kind are forgotten.
    package init(capacity: Int = 10_000) { self.capacity = capacity }

    /// Take this before the snapshot that shows what is to be kept.
    package var mark: Mark { state.withLock { $0.mark } }

    /// Whether a token is known here to be valid.
    func knows(_ token: TokenHash, at now: Instant) -> Bool {
        state.withLock { now < $0.requests[token]?.token.expires ?? $0.members[token]?.token.expires ?? .distantPast }
    }

    // MARK: Nothing new
    /// - Returns: `nil` unless it is known here that there is nothing new.
    package func reply(to request: SyncRequest, by token: TokenHash, at now: Instant) -> SyncResponse? {
        guard let quiet = quiet(token, at: now), quiet.request == request else { return nil }
        return SyncResponse(leaving: request, at: now)
    }

    /// The same as JSON, if the request is written as it would be encoded here.
    package func reply(to request: Data, by token: TokenHash, at now: Instant) -> Data? {
        quiet(token, at: now)?.document?.reply(to: request, at: now)
    }

    private func quiet(_ token: TokenHash, at now: Instant) -> Quiet? {
        state.withLock { $0.requests[token] }.flatMap { now < $0.token.expires ? $0 : nil }
    }

    /// Keeps a request that writes nothing and for which there is nothing new, unless any partner was forgotten since `mark`: the
    /// snapshot may be older than that.
    package func keep(_ request: SyncRequest, by token: TokenRow, since mark: Mark) {
        let quiet = Quiet(request: request, token: token, document: QuietDocument(request))
        state.withLock { state in
            guard state.mark == mark else { return }
            if state.requests.count >= capacity { (state.requests, state.tokens) = ([:], [:]) }
            state.requests[token.hash] = quiet
            state.tokens[PartnerKey(token.couple, token.device.side), default: []].insert(token.hash)
        }
    }

    // MARK: Tokens and devices
    /// - Returns: `nil` unless the token is known here, and hasn't expired.
    func member(_ token: TokenHash, at now: Instant) -> KnownMember? {
        state.withLock { $0.members[token] }.flatMap { now < $0.token.expires ? $0 : nil }
    }

    /// Keeps a token and the devices of its couple, unless any couple's were forgotten since `mark`.
    func keep(_ member: KnownMember, since mark: Mark) {
        state.withLock { state in
            guard state.mark.couples == mark.couples else { return }
            if state.members.count >= capacity { (state.members, state.tokensOfMembers) = ([:], [:]) }
            state.members[member.token.hash] = member
            state.tokensOfMembers[member.token.couple, default: []].insert(member.token.hash)
        }
    }

    // MARK: Forgetting
    /// Forgets everything: for a store that something other than this server has changed.
    package func forgetAll() {
        state.withLock { $0 = State(mark: Mark(partners: $0.mark.partners + 1, couples: $0.mark.couples + 1)) }
    }

    /// Call this after each transaction, even if its commit failed, and before replying to anyone in it.
    package func forget(_ touched: Touched) {
        state.withLock { state in
            state.mark.partners += 1
            for partner in touched.partners {
                for token in state.tokens.removeValue(forKey: partner) ?? [] { state.requests[token] = nil }
            }
            guard !touched.couples.isEmpty else { return }
            state.mark.couples += 1
            for couple in touched.couples {
                for token in state.tokensOfMembers.removeValue(forKey: couple) ?? [] { state.members[token] = nil }
            }
        }
    }
}

extension Instant {
    fileprivate static let distantPast = Instant(milliseconds: .min)
}

/// A valid token, and who its couple and their devices are.
struct KnownMember: Sendable {
    let token: TokenRow
    /// Good for who the partners are and whether they have left. Heads, points and quotas go on changing.
    let couple: CoupleRow
    let devices: [DeviceRow]
}

/// A request for which there is nothing new, and its reply, both as JSON.
private struct QuietDocument: Sendable {
    private let request: Data
    /// Everything up to the time, which comes last.
    private let start: Data

    init?(_ request: SyncRequest) {
        let noTime = Data("0}".utf8)
        guard let response = SyncResponse(leaving: request, at: Instant(milliseconds: 0)), let body = try? WireJSON.encode(request),
            let reply = try? WireJSON.encode(response), reply.suffix(2) == noTime
        else { return nil }
        self.request = body
        start = reply.dropLast(2)
    }

    func reply(to request: Data, at now: Instant) -> Data? {
        request == self.request ? start + Data("\(now.milliseconds)}".utf8) : nil
    }
}
