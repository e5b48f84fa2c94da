package import Catalogue
package import Models

/// States that a pledge was kept, the author's own or the partner's.
package struct KeptPledgeDocument: Hashable, Codable, Sendable {
    package let pledge: RecordID
    package let on: Day

    package init(pledge: RecordID, on: Day) {
        self.pledge = pledge
        self.on = on
    }
}
