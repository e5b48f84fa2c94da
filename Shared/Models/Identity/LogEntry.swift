package import Crypto

/// One entry of a partner's device log. It's signed by a device that was live at that point, and names the hashes of the entries
/// before it.
package struct LogEntry: Hashable, Codable, Sendable {
    /// The tips of the log at the time of writing, in strictly ascending order. Empty for the first entry; normally one afterwards;
    /// several, at most `mostPrevious`, where branches meet after a server rollback.
    package let previous: [EntryHash]
    package let action: LogAction
    /// The device that signs the entry.
    package let device: DeviceID
    /// The signer's clock, for display only. Nothing is decided by it.
    package let time: Instant
    package let signature: Signature

    /// Limits the work of reading a hostile log. Joining more branches than this takes several entries.
    package static let mostPrevious = 16

    package init(previous: [EntryHash], action: LogAction, device: DeviceID, time: Instant, signature: Signature) {
        self.previous = previous
        self.action = action
        self.device = device
        self.time = time
        self.signature = signature
    }

    /// - Throws: swift-crypto's error if signing fails.
    package init(
        previous: [EntryHash], action: LogAction, device: DeviceID, time: Instant, signedWith key: Curve25519.Signing.PrivateKey
    ) throws {
        let previous = previous.sorted()
        self.init(
            previous: previous, action: action, device: device, time: time,
            signature: try Signature(
                signing: Self.signedContent(previous: previous, action: action, device: device, time: time), with: key))
    }

    /// Identifies the entry. The signature isn't included.
    package var hash: EntryHash { EntryHash(hashing: signedContent) }

    package var signedContent: CanonicalWriter {
        Self.signedContent(previous: previous, action: action, device: device, time: time)
    }

    private static func signedContent(
        previous: [EntryHash], action: LogAction, device: DeviceID, time: Instant
    ) -> CanonicalWriter {
        var writer = CanonicalWriter("twofold/log-entry/v1")
        writer.append(list: previous) { $0.append($1) }
        writer.append(action)
        writer.append(device)
        writer.append(time)
        return writer
    }
}
