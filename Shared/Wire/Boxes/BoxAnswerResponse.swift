package import Models

/// The answer to `POST /v1/boxes/answer`: the joiner is the couple's second partner.
package struct BoxAnswerResponse: Hashable, Codable, Sendable {
    package let couple: CoupleID
    package let time: Instant

    package init(couple: CoupleID, time: Instant) {
        self.couple = couple
        self.time = time
    }
}
