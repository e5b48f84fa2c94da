/// What a code on paper does for whoever types it.
package enum CodeKind: UInt8, Sendable, CaseIterable {
    /// Makes its holder the other partner.
    case invitation = 1
    /// Makes a machine one of the partner's own.
    case link = 2
    /// The recovery kit: brings everything back on a new machine.
    case kit = 3
}
