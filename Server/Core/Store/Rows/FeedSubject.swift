package import Models

/// The thing that changed, in a partner's feed.
package enum FeedSubject: Hashable, Sendable {
    case entry(EntryHash)
    case grant(VersionDigest)
    case joined(Locator)
    case record(RecordKey)
}

extension FeedSubject {
    /// Whether a paper code may see it.
    package var isForPaper: Bool {
        switch self {
        case .entry, .grant: true
        case .joined, .record: false
        }
    }
}
