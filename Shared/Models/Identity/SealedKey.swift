/// A symmetric key encrypted to one device (HPKE, RFC 9180, base mode).
package struct SealedKey: Hashable, Codable, Sendable {
    package let recipient: DeviceID
    package let encapsulated: Blob
    package let ciphertext: Blob

    package init(recipient: DeviceID, encapsulated: Blob, ciphertext: Blob) {
        self.recipient = recipient
        self.encapsulated = encapsulated
        self.ciphertext = ciphertext
    }
}
