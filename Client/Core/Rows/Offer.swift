package import Models

/// One item to offer again, to a server whose history has changed.
package enum Offer: Hashable, Codable, Sendable {
    case entry(hash: EntryHash, partner: PartnerID)
    case grant(digest: VersionDigest)
    case record(id: RecordID)
    case pair(round: RoundID)
}
