package import Models

/// The body of `POST /v1/session`: a device signs in and brings whatever the server needs to recognise it.
package struct SessionRequest: Hashable, Codable, Sendable {
    package let device: DeviceID
    /// `nil` for a paper code, which doesn't know its couple yet.
    package let couple: CoupleID?
    /// The partner for whom the device signs in. If it's `nil`, the log that knows the device decides; if both logs do, the server
    /// rejects the sign-in.
    package let partner: PartnerID?
    package let challenge: Challenge
    package let signature: Signature
    /// For a server that doesn't know the couple or this device: the logs, the inviter's first, ancestors first within each.
    /// Normally empty.
    package let logs: [[LogEntry]]
    /// Permission to found a couple, if the server requires it.
    package let registration: String?
    /// The tips of the device's copy of its own log. If the log has ended for the device, the problem document contains the missing
    /// entries that prove it.
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
