package import ClientCore
package import Models

extension Client {
    /// Removes the devices that a text refers to, and the devices they added.
    ///
    /// - Parameter keeping: devices that stay nevertheless.
    /// - Throws: `unknownDevice` if it refers to none; and what `removeDevices` throws.
    package func removeDevice(_ text: String, keeping: Set<DeviceID> = []) throws {
        let found = try devices(called: text)
        guard !found.isEmpty else { throw ClientError.unknownDevice(text) }
        try removeDevices(found.map(\.id), keeping: keeping)
    }
}
