package import Models

package struct GrantRow: Hashable, Sendable {
    package let side: Side
    package let digest: VersionDigest
    package let grant: KeyGrant
    /// Where it stands in each partner's feed; nil where that partner is not entitled to it.
    package var positions: PerSide<Position?>

    package init(side: Side, digest: VersionDigest, grant: KeyGrant, positions: PerSide<Position?>) {
        self.side = side
        self.digest = digest
        self.grant = grant
        self.positions = positions
    }
}
