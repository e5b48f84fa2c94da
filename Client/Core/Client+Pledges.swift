package import Catalogue
import Models

/// Small steps that the two intend to take.
extension Client {
    /// The longest pledge, in bytes.
    package static var pledgeLimit: Int { 2_000 }

    /// - Returns: its number.
    /// - Throws: `emptyText`, `textTooLong`; `partnerHasLeft`, `youHaveLeft`, `deviceRemoved`; `store`.
    package func addPledge(_ text: String, from: Day, through: Day) throws(ClientError) -> Int {
        let id: RecordID = try write { edit in
            try edit.home.requireActive()
            guard !text.isBlank else { throw ClientError.emptyText }
            guard text.utf8.count <= Self.pledgeLimit else { throw ClientError.textTooLong(limit: Self.pledgeLimit) }
            let document = PledgeDocument(text: text, from: from, through: max(from, through), at: edit.now)
            return try edit.share(.pledge(document), owner: .author)
        }
        return try read { try ($0.pledges().firstIndex { $0.id == id } ?? 0) + 1 }
    }

    /// Both partners' pledges, oldest first.
    ///
    /// - Throws: `notInitialised`, `storeKeyWrong`, `store`.
    package func pledges() throws(ClientError) -> [PledgeView] { try read { try $0.pledges().map(\.view) } }

    /// Records that a pledge of either partner's was kept. Without a day, withdraws that, as far as this partner said it.
    ///
    /// - Throws: `unknownPledge`; `partnerHasLeft`, `youHaveLeft`, `deviceRemoved`; `store`.
    package func keepPledge(_ number: Int, on day: Day?) throws(ClientError) {
        try write { edit in
            try edit.home.requireActive()
            let pledges = try edit.home.pledges()
            guard pledges.indices.contains(number - 1), let pledge = pledges[number - 1].id else {
                throw ClientError.unknownPledge(number)
            }
            let id = try edit.home.keptID(pledge)
            let before = try edit.home.current(id)
            if let day {
                let document = Document.keptPledge(KeptPledgeDocument(pledge: pledge, on: day))
                try edit.outbox.enqueue(.put(visibility: .shared, owner: .author, document: document, edits: before.stamp), for: id)
            } else if before.document != nil {
                try edit.outbox.enqueue(.delete(visibility: .shared, owner: .author, edits: before.stamp), for: id)
            }
        }
    }
}
