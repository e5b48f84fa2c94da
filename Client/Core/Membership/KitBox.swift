package import Models

/// What the server stores for the holder of the kit.
package struct KitBox: Hashable, Codable, Sendable {
    package let device: DeviceID
    package let locator: Locator
    package let box: Blob
}
