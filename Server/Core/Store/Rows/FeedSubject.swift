package import Models

/// What changed, in a partner's feed.
package enum FeedSubject: Hashable, Sendable {
    case entry(EntryHash)
    case grant(VersionDigest)
    case joined(Locator)
    case record(RecordKey)
}
