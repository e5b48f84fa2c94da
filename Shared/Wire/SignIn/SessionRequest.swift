package import Models

/// The body of `POST /v1/session`: a device signs in, bringing what the server needs to know it.
package struct SessionRequest: Hashable, Codable, Sendable {
    package let device: DeviceID
    /// Nil for a code on paper, which does not know its couple yet.
    package let couple: CoupleID?
    /// The partner that it signs in for. Without it, the log decides that knows the device; where both do, the sign-in is refused.
    package let partner: PartnerID?
    package let challenge: Challenge
    package let signature: Signature
    /// The logs, the inviter's first, ancestors first within each: for a server that does not know the couple, or not this device.
    /// Empty in the ordinary case.
    package let logs: [[LogEntry]]
    /// Permission to found a couple, where the server demands it.
    package let registration: String?
    /// The tips of the own log as the device has it: where that has ended for it, the problem then brings the entries it lacks that say so.
    package let tips: [EntryHash]?

    package init(
        device: DeviceID, couple: CoupleID?, partner: PartnerID? = nil, challenge: Challenge, signature: Signature,
        logs: [[LogEntry]] = [], registration: String? = nil, tips: [EntryHash]? = nil
    ) {
        self.device = device
        self.couple = couple
        self.partner = partner
        self.challenge = challenge
        self.signature = signature
        self.logs = logs
        self.registration = registration
        self.tips = tips
    }
}
