import Crypto
import Foundation
package import Models
package import Support
package import Wire

/// A device that talks to the server by hand, tracking cursors as a client must.
package struct WireDevice: Sendable {
    package var caller: WireCaller
    package var partner: TestPartner
    package var token: Token
    package private(set) var cursor: Cursor?
    package private(set) var furthest: Cursor?

    /// Signs in.
    package init(_ partner: TestPartner, at caller: WireCaller, couple: CoupleID?? = nil, logs: [[LogEntry]] = []) async throws {
        self.caller = caller
        self.partner = partner
        let couple = couple ?? partner.couple
        let challenge: ChallengeResponse = try await caller.call(.challenge, ChallengeRequest(device: partner.device.id))
        let session: SessionResponse = try await caller.call(
            .session,
            SessionRequest(
                device: partner.device.id, couple: couple, challenge: challenge.challenge,
                signature: try partner.signature(of: challenge.challenge, couple: couple), logs: logs))
        token = session.token
    }

    /// Two partners, paired and fully synced.
    package static func couple(at caller: WireCaller, seed: UInt64) async throws -> (WireDevice, WireDevice) {
        let random = SeededRandom(seed: seed)
        let first = try TestPartner(random: random)
        let locator: Locator = random.value()
        var inviter = try await WireDevice(first, at: caller, logs: [[first.log.entries[0]]])
        try await inviter.sync([first.box(.invitation, locator: locator)])
        var second = try TestPartner(random: random)
        let _: BoxAnswerResponse = try await caller.call(.answerBox, second.joining(first, at: locator))
        try await inviter.sync([inviter.partner.append(.pair(partner: second.id))])
        var joiner = try await WireDevice(second, at: caller)
        try await joiner.sync()
        try await inviter.sync()
        return (inviter, joiner)
    }

    /// Signs in again.
    package mutating func renew() async throws { token = try await WireDevice(partner, at: caller).token }

    @discardableResult
    package mutating func sync(_ writes: [Write] = []) async throws -> SyncResponse {
        let response: SyncResponse = try await caller.call(
            .sync, SyncRequest(cursor: cursor, furthest: furthest, offering: false, writes: writes), token: token)
        cursor = response.cursor
        furthest = response.furthest
        return response
    }

    /// Forgets what it was shown of the server's history, as a client does once that's another one.
    package mutating func beginAgain() { (cursor, furthest) = (nil, nil) }

    /// Everything this device may see, from the beginning.
    package func everything() async throws -> [Change] {
        var device = self
        device.cursor = nil
        var changes: [Change] = []
        while true {
            let response = try await device.sync()
            changes += response.changes
            if !response.more { return changes }
        }
    }
}

extension Instant {
    /// By this computer's clock.
    package static var current: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
}
