package import Catalogue
package import Models

/// Its author says that a pledge was kept, their own or their partner's.
package struct KeptPledgeDocument: Hashable, Codable, Sendable {
    package let pledge: RecordID
    package let on: Day

    package init(pledge: RecordID, on: Day) {
        self.pledge = pledge
        self.on = on
    }
}
