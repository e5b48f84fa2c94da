package import Catalogue
package import Wire

/// A change made on this device that the server hasn't acknowledged.
package struct WaitingChange: Hashable, Sendable {
    /// The prompt it concerns, if it concerns exactly one.
    package let prompt: PromptID?
    /// It can be sent only once the couple has two partners.
    package let needsPartner: Bool
    /// Why the server refused it at the last attempt, if it did.
    package let refusal: ErrorCode?
    /// How often the server has refused its timestamp.
    package let restamped: Int
    /// It can't go through: the partner holds the record that it would change.
    package var isHeldByPartner = false
}
