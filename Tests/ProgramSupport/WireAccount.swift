/// What became of acknowledged writes.
package struct WireAccount: Hashable, Sendable {
    package let acknowledged: Int
    /// Acknowledged, and not there.
    package let missing: Int
    /// There more than once.
    package let twice: Int
    /// There, and never sent.
    package let strange: Int

    package var isGood: Bool { missing == 0 && twice == 0 && strange == 0 }
}
