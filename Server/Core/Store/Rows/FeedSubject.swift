package import Models

/// What changed, in a partner's feed.
package enum FeedSubject: Hashable, Sendable {
    case entry(EntryHash)
    case grant(VersionDigest)
    case joined(Locator)
    case record(RecordKey)
}

extension FeedSubject {
    /// What a code on paper may see.
    var isForPaper: Bool {
        switch self {
        case .entry, .grant: true
        case .joined, .record: false
        }
    }
}
