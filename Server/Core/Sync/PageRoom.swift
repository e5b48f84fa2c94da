import Wire

/// The remaining room in one reply, by count and octets. The first item always fits, so that a reader never gets stuck.
struct PageRoom: Sendable {
    private var left: Int
    private var bytesLeft: Int
    private var isEmpty = true

    init(limits: Limits) {
        left = limits.changes
        bytesLeft = limits.replyBytes ?? .max
    }

    /// Takes up room for one item.
    ///
    /// - Parameter bytes: an upper bound of its octets as JSON.
    /// - Returns: `false` if it doesn't fit. Nothing fits from then on.
    mutating func takes(_ bytes: Int) -> Bool {
        guard isEmpty || left > 0 && bytes <= bytesLeft else {
            left = 0
            return false
        }
        isEmpty = false
        left -= 1
        bytesLeft -= bytes
        return true
    }
}
