package import Models

/// Identifies a device within a couple. A card may be in both logs; it's then a separate device of each partner.
package struct DeviceKey: Hashable, Sendable {
    package let side: Side
    package let id: DeviceID

    package init(_ id: DeviceID, of side: Side) {
        self.side = side
        self.id = id
    }
}

/// A device in the current state of its partner's log. Derived from the log, except for `isSettled`.
package struct DeviceRow: Hashable, Sendable {
    package let id: DeviceID
    package let side: Side
    package let card: DeviceCard
    package var isLive: Bool
    /// The device has nothing left to offer in the couple's current history.
    package var isSettled: Bool

    package init(id: DeviceID, side: Side, card: DeviceCard, isLive: Bool, isSettled: Bool) {
        self.id = id
        self.side = side
        self.card = card
        self.isLive = isLive
        self.isSettled = isSettled
    }

    package var key: DeviceKey { DeviceKey(id, of: side) }
}
