import Wire

/// The contents of one page, and the reader's position after it.
struct FeedPageResult: Sendable {
    var changes: [Change] = []
    var position: Position
    var horizon: Position
    var more: Bool
}
