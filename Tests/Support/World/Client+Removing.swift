package import ClientCore
package import Models

extension Client {
    /// Removes the devices that a text means, with what they added.
    ///
    /// - Parameter keeping: what stays all the same.
    /// - Throws: `unknownDevice` where it means none; what `removeDevices` throws.
    package func removeDevice(_ text: String, keeping: Set<DeviceID> = []) throws {
        let found = try devices(called: text)
        guard !found.isEmpty else { throw ClientError.unknownDevice(text) }
        try removeDevices(found.map(\.id), keeping: keeping)
    }
}
