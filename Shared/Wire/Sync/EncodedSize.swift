import Models

/// Upper bounds for sizes as JSON, computed without encoding. Pages and requests are filled by them.
///
/// Each number is slightly more than the fixed fields can take. Fields of variable length are added to it.
private enum EncodedSize {
    static let header = 900
    static let opening = 700
    static let entry = 800
    static let id = 47

    static func base64(_ count: Int) -> Int { (count + 2) / 3 * 4 }

    static func key(_ key: WrappedContentKey?) -> Int { key.map { base64($0.sealed.count) } ?? 0 }

    static func opening(_ opening: Opening?) -> Int { opening.map { Self.opening + key($0.wrapped) } ?? 0 }

    static func record(_ record: Record, _ opening: Opening?) -> Int {
        header + base64(record.body.count) + key(record.ownKey) + Self.opening(opening)
    }

    static func entry(_ entry: LogEntry) -> Int {
        var ids = entry.previous.count
        if case .remove(_, let standing) = entry.action { ids += standing.count }
        return Self.entry + ids * id
    }

    static func grant(_ grant: KeyGrant) -> Int {
        grant.sealed.reduce(600) { $0 + 120 + base64($1.encapsulated.count) + base64($1.ciphertext.count) }
    }
}

extension LogEntry {
    package var encodedSize: Int { EncodedSize.entry(self) }
}

extension RecordChange {
    /// - Parameter bodyBytes: octets of a body that hasn't been added yet.
    package func encodedSize(adding bodyBytes: Int = 0) -> Int {
        EncodedSize.header + EncodedSize.base64((body?.count ?? 0) + bodyBytes) + EncodedSize.key(ownKey)
            + EncodedSize.opening(opening)
    }
}

extension Change {
    package var encodedSize: Int {
        switch self {
        case .record(let change): change.encodedSize()
        case .entry(let change): EncodedSize.entry(change.entry)
        case .grant(let grant): EncodedSize.grant(grant)
        case .joined(let join): 300 + EncodedSize.base64(join.proof.count)
        }
    }
}

extension Write {
    package var encodedSize: Int {
        switch self {
        case .record(let write): EncodedSize.record(write.record, write.opening)
        case .opening(let opening): EncodedSize.opening(opening)
        case .entry(let write): EncodedSize.entry(write.entry)
        case .grant(let grant): EncodedSize.grant(grant)
        case .pair(let pair):
            [pair.mine, pair.theirs].reduce(0) { $0 + EncodedSize.record($1.record, $1.opening) }
        case .box(let write): 400 + EncodedSize.base64(write.box.count)
        }
    }
}
