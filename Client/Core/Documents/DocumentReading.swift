import FoundationEssentials
package import Models
import Wire

/// The result of reading a record with what this device knows now.
package enum DocumentReading: Hashable, Sendable {
    case document(Document)
    /// A tombstone, or the partner's answer before the reveal.
    case nothing
    /// It's encrypted under a key that hasn't arrived.
    case keyMissing
    /// A newer version of the program wrote it: its kind is unknown, or it requires a higher document version. It's kept, and
    /// readable after an upgrade.
    case needsNewerVersion
    /// No version of the program writes this.
    case malformed

    /// - Parameter content: a decrypted body without its padding.
    package init(_ content: Bytes) {
        do {
            self = .document(try WireJSON.decode(Document.self, from: Data(content)))
        } catch is Document.NeedsNewerVersion {
            self = .needsNewerVersion
        } catch {
            self = .malformed
        }
    }

    package var document: Document? { if case .document(let document) = self { document } else { nil } }
}

extension Document {
    /// The content of a body.
    func encoded() throws -> Bytes { Bytes(try WireJSON.encode(self)) }
}
