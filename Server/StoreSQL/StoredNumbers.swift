package import Models
package import ServerCore

// The numbers under which databases keep cases. Append only.

extension SealPhase {
    /// The index is the number.
    private static let numbered: [SealPhase] = [.sealed, .frozen, .revealed]

    package var number: Int? { Self.numbered.firstIndex(of: self) }

    /// - Throws: `corrupt` for an unknown number.
    package init(number: Int64) throws {
        guard Self.numbered.indices.contains(Int(number)) else { throw StoreError.corrupt }
        self = Self.numbered[Int(number)]
    }
}

extension FeedSubject {
    /// Those that a paper code may see come first.
    package var kind: Int {
        switch self {
        case .entry: 0
        case .grant: 1
        case .joined: 2
        case .record(let key): 3 + key.scope.rawValue
        }
    }

    package static let lastPaperKind = 1
    package static let lastKind = 5

    /// What it names.
    package var octets: Bytes {
        switch self {
        case .entry(let hash): hash.bytes
        case .grant(let digest): digest.bytes
        case .joined(let locator): locator.bytes
        case .record(let key): key.id.bytes
        }
    }

    /// - Throws: `corrupt` for an unknown number, or octets of the wrong length.
    package init(kind: Int64, octets: Bytes) throws {
        guard octets.count == EntryHash.byteCount else { throw StoreError.corrupt }
        switch kind {
        case 0: self = .entry(EntryHash(validated: octets))
        case 1: self = .grant(VersionDigest(validated: octets))
        case 2: self = .joined(Locator(validated: octets))
        default:
            guard let scope = RecordScope(rawValue: Int(kind) - 3) else { throw StoreError.corrupt }
            self = .record(RecordKey(scope: scope, id: RecordID(validated: octets)))
        }
    }
}
