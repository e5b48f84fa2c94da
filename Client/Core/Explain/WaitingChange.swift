package import Wire

/// One change that this device made and the server has not acknowledged.
package struct WaitingChange: Hashable, Sendable {
    /// That it is about, if it is about one alone.
    package let prompt: String?
    /// It can be sent only to a couple of two.
    package let needsPartner: Bool
    /// Why the server refused it at the last attempt, if it did.
    package let refusal: ErrorCode?
    /// How often the server has refused its time.
    package let restamped: Int
    /// It cannot go through: the partner holds what it would change.
    package var isHeldByPartner = false
}
