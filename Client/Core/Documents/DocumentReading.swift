import FoundationEssentials
package import Models
import Wire

/// What can be read of a record here and now.
package enum DocumentReading: Hashable, Sendable {
    case document(Document)
    /// A tombstone, or the partner's answer before the reveal.
    case nothing
    /// It is encrypted under a key that has not arrived.
    case keyMissing
    /// A newer version of the program wrote it: its kind isn't known here, or it says that it needs more than this version knows. It is
    /// kept, and read after an upgrade.
    case needsNewerVersion
    /// No version writes this.
    case malformed

    /// - Parameter content: of a body, decrypted and without its padding.
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
    /// As the content of a body.
    func encoded() throws -> Bytes { Bytes(try WireJSON.encode(self)) }
}
