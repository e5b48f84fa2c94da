import Wire

/// What one page holds, and how far the reader has come with it.
struct FeedPageResult: Sendable {
    var changes: [Change] = []
    var position: Position
    var horizon: Position
    var more: Bool
}
