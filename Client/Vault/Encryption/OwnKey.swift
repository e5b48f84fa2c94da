import Models

/// What a version of an answer keeps for its author's devices alone: its content key, and the version that it edits.
///
/// Always 76 bytes, so that no one can tell whether there was an earlier version: the content key (32), then the time in
/// milliseconds (8), counter (4) and device (32) of that version's stamp. Integers are big-endian; the stamp is all zeros if there
/// was no earlier version.
struct OwnKey {
    let contentKey: SecretKey
    let edits: Stamp?

    init(contentKey: SecretKey, edits: Stamp?) {
        self.contentKey = contentKey
        self.edits = edits
    }

    /// - Returns: `nil` if `bytes` has any other format. Earlier versions of the program wrote the content key alone.
    init?(bytes: Bytes) {
        guard let key = SecretKey(bytes: Bytes(bytes.prefix(32))) else { return nil }
        contentKey = key
        let rest = bytes.dropFirst(32)
        guard !rest.isEmpty, rest.contains(where: { $0 != 0 }) else {
            guard rest.isEmpty || rest.count == 44 else { return nil }
            edits = nil
            return
        }
        guard rest.count == 44, let device = DeviceID(bytes: Bytes(rest.suffix(32))) else { return nil }
        let time = rest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let counter = rest.dropFirst(8).prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        edits = Stamp(time: Instant(milliseconds: Int64(bitPattern: time)), counter: counter, device: device)
    }

    var bytes: Bytes {
        guard let edits else { return contentKey.bytes + Bytes(repeating: 0, count: 44) }
        return contentKey.bytes + Self.octets(of: edits.time.milliseconds) + Self.octets(of: edits.counter) + edits.device.bytes
    }

    private static func octets(of number: some FixedWidthInteger) -> Bytes { withUnsafeBytes(of: number.bigEndian) { Bytes($0) } }
}
