import NIOCore

/// Whose turn it is on one connection, and until when.
struct ConnectionState {
    private enum Phase {
        /// Waiting for a request's head.
        case waiting
        /// Waiting for the rest of a request.
        case receiving(octets: Int)
        /// The server is working.
        case answering
        /// Waiting for the caller to receive a reply.
        case sending(octets: Int)
        /// Waiting for the caller to notice that the server reads nothing more.
        case lingering
    }

    private let deadlines: Deadlines
    private var phase = Phase.waiting
    private var since: NIODeadline
    /// Requests whose head has arrived and whose reply hasn't been sent. More than one if the caller pipelines.
    private var unanswered = 0
    /// The head of the newest request has arrived, but not its end.
    private var isArriving = false

    init(_ deadlines: Deadlines, at now: NIODeadline) {
        self.deadlines = deadlines
        since = now
    }

    /// When to close the connection. `nil` while it's the server's turn.
    var deadline: NIODeadline? {
        switch phase {
        case .waiting: since + deadlines.head
        case .receiving(let octets), .sending(let octets): since + deadlines.moving(octets)
        case .answering: nil
        case .lingering: since + deadlines.lingering
        }
    }

    var isLingering: Bool { if case .lingering = phase { true } else { false } }

    /// Whether a reply that begins now precedes the end of its request. The rest of the request isn't waited for.
    var isEarly: Bool { unanswered == 0 || isOnlyOne && isArriving }

    /// Whether no other request has followed the one that is answered now.
    var isOnlyOne: Bool { unanswered == 1 }

    mutating func headArrived(at now: NIODeadline) {
        unanswered += 1
        isArriving = true
        if case .waiting = phase { enter(.receiving(octets: 0), at: now) }
    }

    mutating func bodyArrived(_ octets: Int) {
        if case .receiving(let before) = phase { phase = .receiving(octets: before + octets) }
    }

    mutating func endArrived(at now: NIODeadline) {
        isArriving = false
        if case .receiving = phase { enter(.answering, at: now) }
    }

    mutating func replyBegan(at now: NIODeadline) { enter(.sending(octets: 0), at: now) }

    mutating func replyGrew(by octets: Int) {
        if case .sending(let before) = phase { phase = .sending(octets: before + octets) }
    }

    /// The last octet of a reply has been sent.
    ///
    /// - Parameter wasLast: whether the connection ends with this reply.
    mutating func replyEnded(wasLast: Bool, at now: NIODeadline) {
        unanswered = max(0, unanswered - 1)
        if wasLast {
            enter(.lingering, at: now)
        } else if unanswered == 0 {
            enter(.waiting, at: now)
        } else if unanswered == 1, isArriving {
            // Octets that arrived in the meantime aren't counted; the grace period starts again.
            enter(.receiving(octets: 0), at: now)
        } else {
            enter(.answering, at: now)
        }
    }

    private mutating func enter(_ phase: Phase, at now: NIODeadline) {
        self.phase = phase
        since = now
    }
}
