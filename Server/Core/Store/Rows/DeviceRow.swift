package import Models

/// What a device is found by within a couple: a card may stand in both logs, and is then a device of each partner by itself.
package struct DeviceKey: Hashable, Sendable {
    package let side: Side
    package let id: DeviceID

    package init(_ id: DeviceID, of side: Side) {
        self.side = side
        self.id = id
    }
}

/// A device, as its partner's log has it now. Derived from the log but for `isSettled`.
package struct DeviceRow: Hashable, Sendable {
    package let id: DeviceID
    package let side: Side
    package let card: DeviceCard
    package var isLive: Bool
    /// It has nothing left to offer in the couple's present history.
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
