import Models

/// Whether the points that a client presents are of the couple's present history.
enum HistoryCheck {
    /// They are; with the cursor opened.
    case same(FeedCursor)
    /// They are not, and the server knows why: the client is to begin anew.
    case changed
    /// The server went back: a new history is to begin.
    case wentBack

    init(
        _ points: PresentedPoints, _ caller: Caller, of couple: CoupleRow, settled: Bool, in reader: some StoreReader
    ) throws {
        var cursor = FeedCursor(position: .beginning, horizon: .beginning, point: .beginning, history: couple.history)
        for (presented, isCursor) in [(points.cursor, true), (points.furthest, false)] {
            var isFormer = false
            switch presented {
            case .none: continue
            case .opened(let opened) where opened.history == couple.history:
                guard try Self.holds(opened, on: caller.side, of: couple, in: reader) else {
                    self = .wentBack
                    return
                }
                if isCursor { cursor = opened }
                continue
            case .opened(let opened): isFormer = try reader.isFormerHistory(opened.history, of: couple.id)
            case .foreign: break
            }
            self = try isFormer || Self.isHarmless(caller, settled, couple, reader) ? .changed : .wentBack
            return
        }
        self = .same(cursor)
    }

    private static func holds(_ cursor: FeedCursor, on side: Side, of couple: CoupleRow, in reader: some StoreReader) throws -> Bool
    {
        let state = couple.sides[side]
        guard cursor.position <= cursor.horizon, cursor.horizon <= state.head else { return false }
        if cursor.position == .beginning { return true }
        if cursor.position == state.head { return cursor.point == state.point }
        return try reader.point(at: cursor.position, side: side, of: couple.id) == cursor.point
    }

    /// A device that is new to this history, while nothing of its partner's could be frozen that it may know to be withdrawn: what it
    /// holds is awaited anyway. So a server that lost everything is not turned round once more by each device that comes.
    private static func isHarmless(_ caller: Caller, _ settled: Bool, _ couple: CoupleRow, _ reader: some StoreReader) throws
        -> Bool
    {
        guard !settled, !caller.isPaper else { return caller.isPaper }
        return try !reader.unfrozenSeals(in: RecordScope(of: .sealed, by: caller.side), of: couple.id).contains(where: \.counts)
    }
}
