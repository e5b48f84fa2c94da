/// What happens to a connection.
enum ProxyFate: Hashable, Sendable {
    enum Direction: Hashable, Sendable { case up, down }

    enum Ending: String, Sendable, CaseIterable {
        /// Both sides are told that the connection broke.
        case reset
        /// Both sides see an end, as if everything had been sent.
        case end
        /// One side sees an end; the other may go on sending, to no one.
        case halfClosed = "half-closed"
        /// Nothing more arrives for a while.
        case silence
    }

    case passed
    /// Delays every piece by this much.
    case slow(milliseconds: Int)
    /// Lets this many bytes through in this direction, then ends the connection like this.
    case cut(Direction, after: Int, Ending)
}
