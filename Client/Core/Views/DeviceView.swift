package import Models

/// A device of the partner here.
package struct DeviceView: Hashable, Sendable {
    package let id: DeviceID
    /// As `devices remove` takes it: the first eight characters of the id, in hexadecimal.
    package let short: String
    package let name: String?
    package let kind: DeviceKind
    package let isThis: Bool
    package let isLive: Bool
    package let added: Instant
    /// Which device added it; where a link code did, who made the code. Nil for the first machine.
    package let addedBy: DeviceID?

    package init(
        id: DeviceID, short: String, name: String?, kind: DeviceKind, isThis: Bool, isLive: Bool, added: Instant,
        addedBy: DeviceID? = nil
    ) {
        self.id = id
        self.short = short
        self.name = name
        self.kind = kind
        self.isThis = isThis
        self.isLive = isLive
        self.added = added
        self.addedBy = addedBy
    }
}
