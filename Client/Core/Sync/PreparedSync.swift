package import Models
package import Wire

/// One request, and what each of its writes came from.
package struct PreparedSync {
    package enum Origin: Hashable, Sendable {
        /// An outbox entry, by its sequence number.
        case outbox(Int64)
        case offer(Offer)
        /// An opening that a frozen round asks for.
        case opening(RoundID)
    }

    package let request: SyncRequest
    /// As many as the request has writes, in their order.
    package let origins: [Origin]
    /// It fetches once more what was passed over, beside the cursor of this home.
    package var isAskingAnew = false
}
