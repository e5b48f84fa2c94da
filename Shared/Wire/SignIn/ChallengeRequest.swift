package import Models

/// The body of `POST /v1/challenge`.
package struct ChallengeRequest: Hashable, Codable, Sendable {
    package let device: DeviceID

    package init(device: DeviceID) { self.device = device }
}
