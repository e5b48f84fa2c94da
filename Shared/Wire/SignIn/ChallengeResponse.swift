package import Models

/// The answer to `POST /v1/challenge`. It's the same whether or not the server knows the device.
package struct ChallengeResponse: Hashable, Codable, Sendable {
    package let challenge: Challenge
    package let time: Instant

    package init(challenge: Challenge, time: Instant) {
        self.challenge = challenge
        self.time = time
    }
}
