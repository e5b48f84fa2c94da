package import Models

/// Something this partner must be told once.
package struct NoticeRow: Hashable, Sendable {
    package let sequence: Int64
    package let notice: Notice
    package let at: Instant
    package let isSeen: Bool
    /// How often it happened.
    package let count: Int

    package init(sequence: Int64 = 0, notice: Notice, at: Instant, isSeen: Bool = false, count: Int = 1) {
        self.sequence = sequence
        self.notice = notice
        self.at = at
        self.isSeen = isSeen
        self.count = count
    }
}
