package import Models
import Vault
import Wire

/// A record's content, decrypted once and stored under the store key.
///
/// Records can be looked up by content without decrypting them: `kind` and `about` are keyed hashes, which reveal nothing without
/// the key.
package struct KeptDocument: Hashable, Sendable {
    /// The same for all documents of one kind; 8 bytes. Records that can't be read share a kind of their own.
    package let kind: Bytes
    /// The same for everything said about one round; 8 bytes. `nil` if it isn't about a round.
    package let about: Bytes?
    /// Under the store key; empty if the record can't be read.
    package let content: Blob

    package init(kind: Bytes, about: Bytes?, content: Blob) {
        self.kind = kind
        self.about = about
        self.content = content
    }
}

extension StoreCipher {
    /// - Parameter document: `nil` if the record can't be read.
    func kept(_ document: Document?, of header: RecordHeader, about round: RoundID?) throws -> KeptDocument {
        guard let document else { return KeptDocument(kind: tag(.unread), about: nil, content: .empty) }
        let content = Blob(try Cipher.encryptRepeatably(Self.mark(header) + document.compact(), under: key, binding: Self.binding))
        return KeptDocument(kind: tag(document.kind), about: round.map(tag), content: content)
    }

    /// - Returns: `nil` if nothing is stored for this exact version, or it can't be read.
    func document(keptOf held: HeldRecord) -> Document? {
        guard let content = held.kept?.content, !content.isEmpty, let octets = try? decrypt(content) else { return nil }
        let mark = Self.mark(held.header)
        guard octets.starts(with: mark) else { return nil }
        return Document(compact: octets.dropFirst(mark.count))
    }

    func tag(_ kind: Document.Kind) -> Bytes { tag("kind", kind.rawValue) }
    func tag(_ round: RoundID) -> Bytes { tag("round", round.description) }

    private func tag(_ what: String, _ subject: String) -> Bytes {
        Bytes(RoundNaming(seed: key).record("kept \(what)", subject, of: nil).bytes.prefix(8))
    }

    /// Ties the stored content to one version of one record.
    private static func mark(_ header: RecordHeader) -> Bytes {
        var mark = header.id.bytes
        withUnsafeBytes(of: header.stamp.time.milliseconds.bigEndian) { mark += $0 }
        withUnsafeBytes(of: header.stamp.counter.bigEndian) { mark += $0 }
        return mark + header.stamp.device.bytes.prefix(8)
    }
}
