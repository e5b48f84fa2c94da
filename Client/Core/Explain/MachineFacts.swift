package import Models

/// Another of this partner's devices.
package struct MachineFacts: Hashable, Sendable {
    /// As `devices` lists it.
    package let name: String
    /// The time of its latest signature that this home holds.
    package let lastSeen: Instant?
}
