import Crypto
package import Models
package import Wire

/// Makes and checks challenges without storing them.
package struct ChallengeMaker: Sendable {
    package static let goodForSeconds: Int64 = 60

    private let key: SymmetricKey

    package init(_ keys: ServerKeys) { key = keys.challenges }

    /// - Parameter nonce: 16 random octets.
    package func make(for device: DeviceID, now: Instant, nonce: Bytes) -> Challenge {
        let expires = now.advanced(by: .seconds(Self.goodForSeconds))
        let clear = nonce + withUnsafeBytes(of: expires.milliseconds.bigEndian) { Bytes($0) }
        return Challenge(validated: clear + authenticationCode(clear, device))
    }

    /// Whether this server made the challenge for this device and it hasn't expired.
    package func accepts(_ challenge: Challenge, for device: DeviceID, now: Instant) -> Bool {
        let clear = Bytes(challenge.bytes.prefix(24))
        guard authenticationCode(clear, device).equalsInConstantTime(Bytes(challenge.bytes.suffix(32))) else { return false }
        let expires = clear.suffix(8).reduce(Int64(0)) { $0 << 8 | Int64($1) }
        return now.milliseconds <= expires
    }

    private func authenticationCode(_ clear: Bytes, _ device: DeviceID) -> Bytes {
        var writer = CanonicalWriter("twofold/challenge/v1")
        writer.append(clear)
        writer.append(device)
        return Bytes(HMAC<SHA256>.authenticationCode(for: writer.bytes, using: key))
    }
}
