package import Models

/// Another machine of this partner.
package struct MachineFacts: Hashable, Sendable {
    /// As `devices` lists it.
    package let name: String
    /// The time of the latest thing that it signed and that is known here.
    package let lastSign: Instant?
}
