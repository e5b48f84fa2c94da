package import Models

/// The name a partner gave one of their devices.
package struct DeviceDocument: Hashable, Codable, Sendable {
    package let device: DeviceID
    package let name: String

    package init(device: DeviceID, name: String) {
        self.device = device
        self.name = name
    }
}
