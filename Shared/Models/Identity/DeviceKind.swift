/// What a device is: a machine, or a paper code whose keys are derived from the printed text.
package enum DeviceKind: String, Codable, Sendable, CaseIterable {
    case machine
    /// The recovery kit. It's valid until replaced, and can sign nothing but the addition of a machine.
    case kit
    /// A link code. It adds one machine and removes itself in the same entry, and expires at `DeviceCard.expires`.
    case link
}
