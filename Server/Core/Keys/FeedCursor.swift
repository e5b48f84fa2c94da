/// The plaintext of a `Cursor`.
package struct FeedCursor: Hashable, Sendable {
    /// Everything in the feed up to here has been handed out.
    package let position: Position
    /// Every withdrawal up to here that concerns the reader has been handed out. Never before `position`.
    package let horizon: Position
    /// The point of `position`.
    package let point: Point
    package let history: HistoryID

    package init(position: Position, horizon: Position, point: Point, history: HistoryID) {
        self.position = position
        self.horizon = horizon
        self.point = point
        self.history = history
    }
}
