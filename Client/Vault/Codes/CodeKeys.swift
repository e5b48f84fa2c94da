import Crypto
package import Models

/// Everything that a code's secret gives its holder.
package struct CodeKeys: Sendable {
    let root: SecretKey

    /// Where the server keeps the code's box. Reveals nothing about the other keys.
    package var locator: Locator { Locator(validated: root.derive("twofold/code-locator/v1").bytes) }

    /// Shows the server that an answer to an invitation comes from someone who holds the code.
    package var permit: Permit { Permit(validated: root.derive("twofold/code-permit/v1").bytes) }

    /// The keys of the device that a link code or recovery kit stands for.
    ///
    /// - Throws: `unusableKey`.
    package func device() throws(VaultError) -> DeviceKeys { try DeviceKeys(derivedFrom: root.derive("twofold/code-device/v1")) }

    /// Pads and encrypts the content of the code's box.
    ///
    /// - Throws: `unusableKey`.
    package func encryptBox(_ content: Bytes, random: RandomSource) throws(VaultError) -> Blob {
        Blob(try Cipher.encrypt(Padding.pad(content), under: boxKey, binding: boxBinding, random: random))
    }

    /// - Throws: `notAuthentic` if the box wasn't made by someone who holds the code.
    package func decryptBox(_ box: Blob) throws(VaultError) -> Bytes {
        try Padding.unpad(Cipher.decrypt(box.bytes, under: boxKey, binding: boxBinding))
    }

    /// The joiner's answer to an invitation. It proves that they held the code, saw this very box, and are this partner.
    package func joinProof(box: Blob, joiner: PartnerID) -> Blob {
        var writer = CanonicalWriter("twofold/join/v1")
        writer.append(locator)
        writer.append(box.bytes)
        writer.append(joiner)
        return Blob(Bytes(HMAC<SHA256>.authenticationCode(for: writer.bytes, using: authenticationKey)))
    }

    package func isValid(joinProof proof: Blob, box: Blob, joiner: PartnerID) -> Bool {
        proof.bytes.equalsInConstantTime(joinProof(box: box, joiner: joiner).bytes)
    }

    private var boxKey: SecretKey { root.derive("twofold/code-box/v1") }
    private var authenticationKey: SymmetricKey { root.derive("twofold/code-authentication/v1").symmetric }

    private var boxBinding: Bytes {
        var writer = CanonicalWriter("twofold/box/v1")
        writer.append(locator)
        return writer.bytes
    }
}
