package import Models

/// One of this partner's devices.
package struct DeviceView: Hashable, Sendable {
    package let id: DeviceID
    /// The short id that `devices remove` accepts: the first eight hexadecimal characters.
    package let short: String
    package let name: String?
    package let kind: DeviceKind
    package let isThis: Bool
    package let isLive: Bool
    /// It was removed here, and the server hasn't confirmed that.
    package let isEnding: Bool
    package let added: Instant
    /// The device that added it; if a link code did, the device that made the code. `nil` for the first device.
    package let addedBy: DeviceID?

    package init(
        id: DeviceID, short: String, name: String?, kind: DeviceKind, isThis: Bool, isLive: Bool, isEnding: Bool = false,
        added: Instant, addedBy: DeviceID? = nil
    ) {
        self.id = id
        self.short = short
        self.name = name
        self.kind = kind
        self.isThis = isThis
        self.isLive = isLive
        self.isEnding = isEnding
        self.added = added
        self.addedBy = addedBy
    }
}
