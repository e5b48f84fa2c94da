package import Catalogue
import Models

/// Small steps that the two mean to take.
extension Client {
    /// Octets of one pledge.
    package static var pledgeLimit: Int { 2_000 }

    /// - Returns: its number.
    package func addPledge(_ text: String, from: Day, through: Day) throws -> Int {
        let id: RecordID = try change { work in
            try work.checkInLife()
            guard !text.allSatisfy(\.isWhitespace) else { throw ClientError.emptyText }
            guard text.utf8.count <= Self.pledgeLimit else { throw ClientError.textTooLong(limit: Self.pledgeLimit) }
            let document = PledgeDocument(text: text, from: from, through: max(from, through), at: work.now)
            return try work.share(.pledge(document), owner: .author)
        }
        return try look { try ($0.pledges().firstIndex { $0.id == id } ?? 0) + 1 }
    }

    /// Those of both, the oldest first.
    package func pledges() throws -> [PledgeView] { try look { try $0.pledges().map(\.view) } }

    /// Says that a pledge was kept, this partner's or the other's; or, without a day, takes that back, as far as this partner said it.
    ///
    /// - Throws: `unknownPledge`.
    package func keepPledge(_ number: Int, on day: Day?) throws {
        try change { work in
            try work.checkInLife()
            let pledges = try work.pledges()
            guard pledges.indices.contains(number - 1), let pledge = pledges[number - 1].id else {
                throw ClientError.unknownPledge(number)
            }
            let id = try work.keptID(pledge)
            let before = try work.current(id)
            if let day {
                let document = Document.keptPledge(KeptPledgeDocument(pledge: pledge, on: day))
                try work.enqueue(.put(class: .shared, owner: .author, document: document, edits: before.stamp), for: id)
            } else if before.document != nil {
                try work.enqueue(.delete(class: .shared, owner: .author, edits: before.stamp), for: id)
            }
        }
    }
}

extension Workspace {
    /// Where this partner says that a pledge was kept.
    func keptID(_ pledge: RecordID) throws -> RecordID { try personalRecord("kept", "\(pledge)") }

    /// Those that were brought in have no record of their own.
    func pledges() throws -> [(id: RecordID?, view: PledgeView)] {
        let shared = try sharedDocuments()
        var kept: [RecordID: Day] = [:]
        for document in shared {
            if case .keptPledge(let keeping) = document.document {
                kept[keeping.pledge] = min(keeping.on, kept[keeping.pledge] ?? keeping.on)
            }
        }
        let live = shared.compactMap { document -> (id: RecordID?, pledge: Export.Pledge)? in
            guard case .pledge(let pledge) = document.document else { return nil }
            return (
                document.id,
                Export.Pledge(
                    isMine: document.author == membership.partner, text: pledge.text, from: pledge.from, through: pledge.through,
                    keptOn: kept[document.id], at: pledge.at)
            )
        }
        let archived = try archive().pledges.map { (id: RecordID?.none, pledge: $0) }
        let all = (archived + live).sorted {
            ($0.pledge.at, $0.id?.description ?? $0.pledge.text) < ($1.pledge.at, $1.id?.description ?? $1.pledge.text)
        }
        return all.enumerated().map { index, entry in
            let pledge = entry.pledge
            return (
                entry.id,
                PledgeView(
                    number: index + 1, isMine: pledge.isMine, text: pledge.text, from: pledge.from, through: pledge.through,
                    keptOn: pledge.keptOn, at: pledge.at, partner: pledge.partner)
            )
        }
    }
}
