/// What a device is: a machine, or a code on paper whose keys are derived from what is printed.
package enum DeviceKind: String, Codable, Sendable, CaseIterable {
    case machine
    /// The recovery kit: stays good until replaced; signs nothing but the adding of a machine.
    case kit
    /// A link code: adds one machine, removing itself in the same entry; ends by itself at `DeviceCard.expires`.
    case link
}
