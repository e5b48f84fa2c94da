package import Models

/// Hides the length of a body: length (4 bytes, big-endian), content, zeros up to the Padmé bucket.
package enum Padding {
    package static func pad(_ content: Bytes) -> Bytes {
        var padded = Bytes()
        padded.reserveCapacity(Padme.paddedLength(content.count + 4))
        withUnsafeBytes(of: UInt32(content.count).bigEndian) { padded.append(contentsOf: $0) }
        padded.append(contentsOf: content)
        padded.append(contentsOf: repeatElement(0, count: Padme.paddedLength(padded.count) - padded.count))
        return padded
    }

    /// - Throws: `notAuthentic` unless `padded` is exactly what `pad` returns for its content.
    package static func unpad(_ padded: Bytes) throws(VaultError) -> Bytes {
        guard padded.count >= 4 else { throw .notAuthentic }
        let length = padded.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        guard length <= padded.count - 4, padded.count == Padme.paddedLength(length + 4),
            padded.dropFirst(4 + length).allSatisfy({ $0 == 0 })
        else { throw .notAuthentic }
        return Bytes(padded[4..<4 + length])
    }
}
