package import Models

/// A box that a device leaves for whoever holds a code. Replaces an earlier box of the same locator; a new invitation replaces any
/// earlier one of the couple that was not used.
package struct BoxWrite: Hashable, Codable, Sendable {
    package let locator: Locator
    package let kind: BoxKind
    /// The code's own device, for kits and link codes: the box goes when the device ends.
    package let device: DeviceID?
    /// Encrypted and authenticated under the code.
    package let box: Blob
    /// For invitations: only an answer that brings the permit with this hash is taken.
    package let permit: PermitHash?

    package init(locator: Locator, kind: BoxKind, device: DeviceID?, box: Blob, permit: PermitHash? = nil) {
        self.locator = locator
        self.kind = kind
        self.device = device
        self.box = box
        self.permit = permit
    }
}
