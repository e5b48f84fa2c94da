package import Models

/// What a decision changes, to be written in the transaction that it was decided in. Rows themselves are in the `Ledger`.
package struct Effects: Sendable {
    package var devices: Set<DeviceKey> = []
    /// Versions put as a whole, with their bodies.
    package var bodies: [RecordKey: Blob] = [:]
    /// Records of which only phase, opening or positions changed.
    package var updated: Set<RecordKey> = []
    /// Subjects of the positions after each side's head as it was loaded. Nil where a later change in the same exchange moved on.
    package var placed: PerSide<[FeedSubject?]> = PerSide(both: [])
    package var vacated: PerSide<[Position]> = PerSide(both: [])
    package var withdrawals: PerSide<[WithdrawalRow]> = PerSide(both: [])
    package var entries: [EntryRow] = []
    package var grants: [GrantRow] = []
    package var deletedGrants: [VersionDigest] = []
    package var boxes: Set<Locator> = []
    package var deletedBoxes: [Locator] = []
    /// Devices that ended: their tokens go.
    package var ended: [DeviceKey] = []
    package var leavers: Set<Side> = []

    package init() {}
}
