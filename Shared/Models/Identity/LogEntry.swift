package import Crypto

/// One entry of a partner's device log: signed by a device that was alive when it was written, naming the hashes of the entries
/// before it.
package struct LogEntry: Hashable, Codable, Sendable {
    /// The tips of the log when this was written, in strictly ascending order: none for the first entry, else one, or several, at most
    /// `mostPrevious`, where branches meet after a server went back.
    package let previous: [EntryHash]
    package let action: LogAction
    /// The device that signs.
    package let device: DeviceID
    /// The signer's own clock, for people to read; nothing is decided by it.
    package let time: Instant
    package let signature: Signature

    /// So that nobody can make a log that takes long to read. More branches than that are joined by several entries.
    package static let mostPrevious = 16

    package init(previous: [EntryHash], action: LogAction, device: DeviceID, time: Instant, signature: Signature) {
        self.previous = previous
        self.action = action
        self.device = device
        self.time = time
        self.signature = signature
    }

    /// - Throws: what swift-crypto throws when it cannot sign.
    package init(
        previous: [EntryHash], action: LogAction, device: DeviceID, time: Instant, signedWith key: Curve25519.Signing.PrivateKey
    ) throws {
        let previous = previous.sorted()
        self.init(
            previous: previous, action: action, device: device, time: time,
            signature: try Signature(
                signing: Self.signedContent(previous: previous, action: action, device: device, time: time), with: key))
    }

    /// Names the entry. The signature is not part of it.
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
