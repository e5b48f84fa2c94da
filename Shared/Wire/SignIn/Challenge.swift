package import Models

/// What a device signs to prove that it holds its key. Valid for one minute, and only for the device that requested it.
package struct Challenge: FixedBytes {
    /// Random octets (16), expiry (8), and the server's authentication code over both and the device (32).
    package static var byteCount: Int { 56 }
    package let bytes: Bytes

    package init(validated: Bytes) { bytes = validated }
}

extension Challenge {
    /// The content to sign: the challenge, and the couple and device for which it's signed.
    package func signedContent(couple: CoupleID?, device: DeviceID) -> CanonicalWriter {
        var writer = CanonicalWriter("twofold/sign-in/v1")
        writer.append(self)
        writer.append(couple)
        writer.append(device)
        return writer
    }
}
