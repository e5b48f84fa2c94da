/// One of the two partners of a couple, named by how they joined it.
package enum Side: Int, Hashable, Sendable, CaseIterable {
    case inviter = 0
    case joiner = 1

    package var other: Side { self == .inviter ? .joiner : .inviter }
}
