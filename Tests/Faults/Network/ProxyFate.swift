/// What a connection meets on its way.
enum ProxyFate: Hashable, Sendable {
    enum Direction: Hashable, Sendable { case up, down }

    enum Ending: String, Sendable, CaseIterable {
        /// Both sides are told that the connection broke.
        case reset
        /// Both sides see an end, as if everything had been said.
        case end
        /// One side sees an end; the other may go on talking, to nobody.
        case halfClosed = "half-closed"
        /// Nothing more comes, for a while.
        case silence
    }

    case passed
    /// Every piece is late by as much.
    case slow(milliseconds: Int)
    /// So many octets come through in that direction, then this happens.
    case cut(Direction, after: Int, Ending)
}
