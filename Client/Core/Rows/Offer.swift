package import Models

/// One thing to be offered again, to a server whose history is another.
package enum Offer: Hashable, Codable, Sendable {
    case entry(hash: EntryHash, partner: PartnerID)
    case grant(digest: VersionDigest)
    case record(id: RecordID)
    case pair(round: RoundID)
}
