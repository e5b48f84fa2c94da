import NIOCore

/// Whose turn it is on one connection, and until when.
struct ConnectionState {
    private enum Phase {
        /// For a request's head.
        case waiting
        /// For the rest of a request.
        case receiving(octets: Int)
        /// The server is at work.
        case answering
        /// For the caller to take a reply.
        case sending(octets: Int)
        /// For the caller to hear that nothing more is read.
        case lingering
    }

    private let deadlines: Deadlines
    private var phase = Phase.waiting
    private var since: NIODeadline
    /// Requests whose head has arrived and whose reply hasn't been sent. More than one where the caller doesn't wait for replies.
    private var unanswered = 0
    /// The head of the newest of them has arrived, and its end hasn't.
    private var isArriving = false

    init(_ deadlines: Deadlines, at now: NIODeadline) {
        self.deadlines = deadlines
        since = now
    }

    /// When the connection is to be closed; nil while the caller has nothing to do.
    var deadline: NIODeadline? {
        switch phase {
        case .waiting: since + deadlines.head
        case .receiving(let octets), .sending(let octets): since + deadlines.moving(octets)
        case .answering: nil
        case .lingering: since + deadlines.lingering
        }
    }

    var isLingering: Bool { if case .lingering = phase { true } else { false } }

    /// Whether a reply that begins now comes before the whole of its request: the rest of it isn't waited for.
    var isEarly: Bool { unanswered == 0 || unanswered == 1 && isArriving }

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

    /// The last octet of a reply is on its way.
    ///
    /// - Parameter wasEarly: `isEarly` when the reply began.
    mutating func replyEnded(wasEarly: Bool, at now: NIODeadline) {
        unanswered = max(0, unanswered - 1)
        if wasEarly {
            enter(.lingering, at: now)
        } else if unanswered == 0 {
            enter(.waiting, at: now)
        } else if unanswered == 1, isArriving {
            // What arrived of it meanwhile isn't counted: the grace begins anew.
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
