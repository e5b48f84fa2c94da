package import Models
package import Wire

/// One request, and the origin of each of its writes.
package struct PreparedSync {
    package enum Origin: Hashable, Sendable {
        /// An outbox entry, by its sequence number.
        case outbox(Int64)
        case offer(Offer)
        /// The opening that a frozen round waits for.
        case opening(RoundID)
    }

    package let request: SyncRequest
    /// One per write of the request, in the same order.
    package let origins: [Origin]
    /// It fetches rejected data again, independently of this home's cursor.
    package var isAskingAnew = false
}
