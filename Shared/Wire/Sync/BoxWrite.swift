package import Models

/// A box that a device leaves for the holder of a code. It replaces an earlier box with the same locator. A new invitation replaces
/// any earlier unused one of the couple.
package struct BoxWrite: Hashable, Codable, Sendable {
    package let locator: Locator
    package let kind: BoxKind
    /// For kits and link codes, the code's own device. The box is deleted when the device ends.
    package let device: DeviceID?
    /// Encrypted and authenticated under the code.
    package let box: Blob
    /// For invitations: the server accepts only an answer with the permit that has this hash.
    package let permit: PermitHash?

    package init(locator: Locator, kind: BoxKind, device: DeviceID?, box: Blob, permit: PermitHash? = nil) {
        self.locator = locator
        self.kind = kind
        self.device = device
        self.box = box
        self.permit = permit
    }
}
