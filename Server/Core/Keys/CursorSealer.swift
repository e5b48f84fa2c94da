import Crypto
package import Models
package import Wire

/// Encrypts the cursors of one partner, so that they are opaque and always of the same length.
///
/// Uses AES-GCM with a separate key for each couple and partner. Layout: nonce (12), then encrypted position (6), horizon (6),
/// point (12) and history (16), then tag (16).
package struct CursorSealer: Sendable {
    private let key: SymmetricKey
    private let associatedData: Bytes

    package init(_ keys: ServerKeys, couple: CoupleID, partner: PartnerID) {
        var writer = CanonicalWriter("twofold/cursor/v1")
        writer.append(couple)
        writer.append(partner)
        associatedData = writer.bytes
        key = SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: writer.bytes, using: keys.cursors))
    }

    /// - Parameter nonce: 12 random octets.
    /// - Throws: swift-crypto's error if encryption fails.
    package func seal(_ cursor: FeedCursor, nonce: Bytes) throws -> Cursor {
        let clear = Self.octets(cursor.position) + Self.octets(cursor.horizon) + cursor.point.bytes + cursor.history.bytes
        let box = try AES.GCM.seal(clear, using: key, nonce: AES.GCM.Nonce(data: nonce), authenticating: associatedData)
        return Cursor(validated: nonce + box.ciphertext + box.tag)
    }

    /// - Returns: `nil` unless this server encrypted the cursor for this partner.
    package func open(_ cursor: Cursor) -> FeedCursor? {
        guard let box = try? AES.GCM.SealedBox(combined: cursor.bytes),
            let opened = try? AES.GCM.open(box, using: key, authenticating: associatedData)
        else { return nil }
        let clear = Bytes(opened)
        guard let point = Point(bytes: Bytes(clear[12..<24])), let history = HistoryID(bytes: Bytes(clear[24...])) else {
            return nil
        }
        return FeedCursor(
            position: Self.position(clear[0..<6]), horizon: Self.position(clear[6..<12]), point: point, history: history)
    }

    private static func octets(_ position: Position) -> Bytes {
        withUnsafeBytes(of: position.value.bigEndian) { Bytes($0.suffix(6)) }
    }

    private static func position(_ octets: ArraySlice<UInt8>) -> Position {
        Position(octets.reduce(Int64(0)) { $0 << 8 | Int64($1) })
    }
}
