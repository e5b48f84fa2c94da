package import Models

/// What a device signs to show that it holds its key. Good for a minute, for the device that asked.
package struct Challenge: FixedBytes {
    /// Random octets (16), expiry (8), the server's authentication code over both and the device (32).
    package static var byteCount: Int { 56 }
    package let bytes: Bytes

    package init(validated: Bytes) { bytes = validated }
}

extension Challenge {
    /// What is signed: the challenge, and the couple and device that it is signed for.
    package func signedContent(couple: CoupleID?, device: DeviceID) -> CanonicalWriter {
        var writer = CanonicalWriter("twofold/sign-in/v1")
        writer.append(self)
        writer.append(couple)
        writer.append(device)
        return writer
    }
}
