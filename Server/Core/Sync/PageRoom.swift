import Wire

/// What one reply may still hold, by count and by octets. There is always room for a first one, so that no reader is stuck.
struct PageRoom: Sendable {
    private var left: Int
    private var bytesLeft: Int
    private var isEmpty = true

    init(limits: Limits) {
        left = limits.changes
        bytesLeft = limits.replyBytes ?? .max
    }

    /// Takes the room that something needs.
    ///
    /// - Parameter bytes: at most so many octets as JSON.
    /// - Returns: false where there is none; and none from then on.
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
