/// What became of acknowledged writes.
package struct WireAccount: Hashable, Sendable {
    package let acknowledged: Int
    /// Acknowledged, but not found.
    package let missing: Int
    /// Found more than once.
    package let twice: Int
    /// Found, but never sent.
    package let strange: Int

    package var isGood: Bool { missing == 0 && twice == 0 && strange == 0 }
}
