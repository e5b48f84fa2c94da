import Models
import Wire

/// The points that a client presents, decrypted before the transaction.
struct PresentedPoints: Sendable {
    enum Presented: Sendable {
        case none
        /// This server didn't make it.
        case foreign
        case opened(FeedCursor)
    }

    let cursor: Presented
    let furthest: Presented

    init(_ request: SyncRequest, _ sealer: CursorSealer) {
        cursor = Self.open(request.cursor, sealer)
        furthest = request.furthest == request.cursor ? cursor : Self.open(request.furthest, sealer)
    }

    private static func open(_ cursor: Cursor?, _ sealer: CursorSealer) -> Presented {
        guard let cursor else { return .none }
        return sealer.open(cursor).map { .opened($0) } ?? .foreign
    }
}
