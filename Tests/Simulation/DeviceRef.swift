/// A device, identified by partner and index: A1 is the inviter's first.
struct DeviceRef: Hashable, Comparable, CustomStringConvertible {
    /// 0 for the inviter, 1 for the joiner.
    let partner: Int
    let index: Int

    var description: String { "\(partner == 0 ? "A" : "B")\(index + 1)" }

    static func < (left: DeviceRef, right: DeviceRef) -> Bool { (left.partner, left.index) < (right.partner, right.index) }
}
