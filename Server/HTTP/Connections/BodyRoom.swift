import Synchronization
import Wire

/// The memory for request bodies that the server holds at once. Safe to use from anywhere.
///
/// Only octets that have arrived take room; what a request says it will send takes none. Callers without a good token share half of the
/// room, so the other half is left to those with one. A caller holds at most an eighth of what is open to it, and never more than is
/// left, so a few callers can't take it all, and the last of the room goes to many.
final class BodyRoom: Sendable {
    /// Whom a body counts for.
    enum Caller: Hashable {
        /// The hash of a token that was found good.
        case token(Int)
        case address(CallerAddress)
    }

    /// Octets at the beginning of each body that take no room, so that small requests pass even if there is none. What they add up to
    /// is bounded by the number of connections.
    static let freeOctets = 4096

    private struct Taken {
        var sum = 0
        /// The part of `sum` that callers without a good token hold.
        var anonymous = 0
        var byCaller: [Caller: Int] = [:]

        mutating func add(_ count: Int, for caller: Caller) {
            let held = byCaller[caller, default: 0] + count
            byCaller[caller] = held > 0 ? held : nil
            sum += count
            if case .address = caller { anonymous += count }
        }
    }

    private let octets: Int
    private let taken = Mutex(Taken())

    init(octets: Int) { self.octets = octets }

    /// - Returns: whether there was room. If so, `leave` must give it back.
    func take(_ count: Int, for caller: Caller) -> Bool {
        taken.withLock { taken in
            let held = taken.byCaller[caller, default: 0]
            var (open, left) = (octets, octets - taken.sum)
            if case .address = caller {
                open = octets / 2
                left = min(left, open - taken.anonymous)
            }
            guard held + count <= min(open / 8, left - count) else { return false }
            taken.add(count, for: caller)
            return true
        }
    }

    func leave(_ count: Int, for caller: Caller) {
        guard count > 0 else { return }
        taken.withLock { $0.add(-count, for: caller) }
    }
}

/// What one body has taken of the room so far.
struct BodyShare {
    private let room: BodyRoom
    private let caller: BodyRoom.Caller
    private var arrived = 0
    private var taken = 0

    init(of room: BodyRoom, for caller: BodyRoom.Caller) {
        self.room = room
        self.caller = caller
    }

    /// Makes room for octets that have just arrived.
    ///
    /// - Throws: `not_ready` if there is none. What was taken before is kept until `giveBack`.
    mutating func grow(by count: Int) throws(Problem) {
        let needed = max(0, arrived + count - BodyRoom.freeOctets)
        guard needed == taken || room.take(needed - taken, for: caller) else {
            throw Problem(.notReady, "The server is busy.", retryAfter: 5)
        }
        arrived += count
        taken = needed
    }

    /// To be called once, when nothing is left of the body.
    func giveBack() { room.leave(taken, for: caller) }
}
