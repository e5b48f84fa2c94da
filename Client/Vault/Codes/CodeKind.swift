/// What a code on paper does for the person who types it.
package enum CodeKind: UInt8, Sendable, CaseIterable {
    /// Makes its holder the other partner.
    case invitation = 1
    /// Adds a device to the code owner's.
    case link = 2
    /// The recovery kit: restores everything on a new device.
    case kit = 3
}
