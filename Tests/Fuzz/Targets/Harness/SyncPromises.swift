import Models
import ServerCore
import Support
import Wire

/// What a server must uphold, whatever it's sent.
struct SyncPromises {
    /// The inviter first.
    let partners: [PartnerID]
    let couple: CoupleID
    private var frozen: [RecordKey: VersionDigest] = [:]

    init(partners: [PartnerID], couple: CoupleID) {
        self.partners = partners
        self.couple = couple
    }

    /// Call after the server went back, or accepted a pair from another history.
    mutating func forgetFrozen() { frozen = [:] }

    /// Checks what one partner may see of the other.
    func check(_ response: SyncResponse, for caller: Int, in store: MemoryStore) throws {
        let other = partners[1 - caller]
        try require(response.changes.count <= PairedServer.limits.changes, "a page is no longer than it may be")
        for change in response.changes {
            switch change {
            case .record(let change) where change.header.author == other:
                try require(change.header.visibility != .own && change.ownKey == nil, "no one gets what is the other's own")
                guard change.header.visibility == .sealed else { continue }
                try require(
                    change.phase == .revealed || (change.body == nil || change.header.isDeleted) && change.opening == nil,
                    "nobody reads before both have sealed")
            case .grant(let grant) where grant.author == other:
                try require(grant.purpose.isShared, "nobody gets the other's personal keys")
            case .record, .grant, .entry, .joined: continue
            }
        }
    }

    /// Checks the store's contents.
    mutating func check(_ store: MemoryStore) throws {
        let (row, records) = try store.read { reader in
            (reader.couple(couple), RecordScope.allCases.flatMap { reader.records(in: $0, of: couple) })
        }
        guard let row else { throw FuzzFailure("a couple stays") }
        try checkQuotas(row, records)
        guard !row.hasEnded else { return }
        let byKey = Dictionary(uniqueKeysWithValues: records.map { ($0.key, $0) })
        for record in records where record.isFrozen { try checkFrozen(record, byKey, row) }
        for (key, digest) in frozen {
            try require(byKey[key]?.isFrozen == true && byKey[key]?.header.digest == digest, "what is frozen never changes")
        }
        frozen = byKey.filter(\.value.isFrozen).mapValues(\.header.digest)
    }

    private func checkQuotas(_ row: CoupleRow, _ records: [RecordRow]) throws {
        for side in Side.allCases {
            let usage = row.sides[side]
            let mine = records.filter { $0.header.author == usage.partner }
            let octets = mine.reduce(0) { $0 + $1.bodyBytes }
            try require(usage.records >= mine.count && usage.bytes >= octets, "all that is kept counts")
            try require(usage.records <= PairedServer.limits.recordsPerPartner, "there are no more records than may be")
            try require(usage.bytes <= PairedServer.limits.bytesPerPartner, "nor octets")
        }
    }

    /// Both partners have sealed, and both answers are in the same phase.
    private func checkFrozen(_ record: RecordRow, _ records: [RecordKey: RecordRow], _ row: CoupleRow) throws {
        guard let round = record.header.round, let side = row.side(of: record.header.author),
            let partner = row.sides[side.other].partner
        else { throw FuzzFailure("only answers of the couple freeze") }
        let theirs = records[RecordKey(answerOf: round, by: partner, on: side.other)]
        try require(theirs?.phase == record.phase, "nothing freezes, and nothing is revealed, with one seal")
        try require(!record.header.isDeleted, "no withdrawal freezes")
        try require(record.phase != .revealed || record.opening != nil && theirs?.opening != nil, "both openings are there")
    }
}
