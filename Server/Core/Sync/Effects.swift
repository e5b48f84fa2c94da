package import Models

/// What a decision changes, to be written in the transaction in which it was made. The rows themselves are in the `Ledger`.
package struct Effects: Sendable {
    package var devices: Set<DeviceKey> = []
    /// Versions to insert or replace entirely, with their bodies.
    package var bodies: [RecordKey: Blob] = [:]
    /// Records of which only phase, opening or positions changed.
    package var updated: Set<RecordKey> = []
    /// The subjects of the positions after each side's head as loaded. `nil` if a later change in the same request moved the subject on.
    package var placed: PerSide<[FeedSubject?]> = PerSide(both: [])
    package var vacated: PerSide<[Position]> = PerSide(both: [])
    package var withdrawals: PerSide<[WithdrawalRow]> = PerSide(both: [])
    package var entries: [EntryRow] = []
    package var grants: [GrantRow] = []
    package var deletedGrants: [VersionDigest] = []
    package var boxes: Set<Locator> = []
    package var deletedBoxes: [Locator] = []
    /// Devices that ended, whose tokens must be deleted.
    package var ended: [DeviceKey] = []
    package var leavers: Set<Side> = []

    package init() {}

    /// The sides whose feed or devices change.
    var touched: Set<Side> {
        leavers.union(Side.allCases.filter { !placed[$0].isEmpty }).union(devices.map(\.side)).union(ended.map(\.side))
    }

    /// Whether devices, tokens or partners change.
    var changesMembers: Bool { !devices.isEmpty || !ended.isEmpty || !leavers.isEmpty }
}
