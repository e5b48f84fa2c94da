package import Models

package struct GrantRow: Hashable, Sendable {
    package let side: Side
    package let digest: VersionDigest
    package let grant: KeyGrant
    /// The grant's place in each partner's feed. `nil` for a partner who isn't entitled to it.
    package var positions: PerSide<Position?>

    package init(side: Side, digest: VersionDigest, grant: KeyGrant, positions: PerSide<Position?>) {
        self.side = side
        self.digest = digest
        self.grant = grant
        self.positions = positions
    }
}
