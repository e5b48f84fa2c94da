import Models

/// Whether the points that a client presents belong to the couple's current history.
enum HistoryCheck {
    /// They do. Contains the decrypted cursor.
    case same(FeedCursor)
    /// They don't, and the server knows why. The client must start again.
    case changed
    /// The server was rolled back, so it must begin a new history.
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

    /// Whether unknown points need no new history: the device is new to this one, and its partner has no seal that could freeze
    /// although the device may know it to be withdrawn. The server waits for the device's offers anyway. So a server that lost
    /// everything doesn't begin another history for each device that returns.
    private static func isHarmless(_ caller: Caller, _ settled: Bool, _ couple: CoupleRow, _ reader: some StoreReader) throws
        -> Bool
    {
        guard !settled, !caller.isPaper else { return caller.isPaper }
        return try !reader.unfrozenSeals(in: RecordScope(of: .sealed, by: caller.side), of: couple.id).contains(where: \.counts)
    }
}
