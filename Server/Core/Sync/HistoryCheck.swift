import Models
import Wire

/// Whether the points that a client presents are of the couple's present history.
enum HistoryCheck {
    /// They are; with the cursor opened.
    case same(FeedCursor)
    /// They are not, and the server knows why: the client is to begin anew.
    case changed
    /// The server went back: a new history is to begin.
    case wentBack

    init(
        _ request: SyncRequest, _ caller: Caller, of couple: CoupleRow, settled: Bool, sealer: CursorSealer,
        in reader: some StoreReader
    )
        throws
    {
        let beginning = FeedCursor(position: .beginning, horizon: .beginning, point: .beginning, history: couple.history)
        var cursor = beginning
        for (presented, isCursor) in [(request.cursor, true), (request.furthest, false)] {
            guard let presented else { continue }
            let opened = sealer.open(presented)
            if let opened, opened.history == couple.history {
                guard try Self.holds(opened, on: caller.side, of: couple, in: reader) else {
                    self = .wentBack
                    return
                }
                if isCursor { cursor = opened }
                continue
            }
            let isFormer = try opened.map { try reader.isFormerHistory($0.history, of: couple.id) } ?? false
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
