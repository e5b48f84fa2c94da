import CoreMetrics
import Synchronization
import Wire

/// The memory for request bodies that the server holds at once. Thread-safe.
///
/// Only octets that have arrived take up room; an announced length takes none. Callers without a valid token share half of the
/// room, which leaves the other half to callers with one. A caller holds at most an eighth of what is open to it, and never more
/// than what is left afterwards. So a few callers can't take all the room, and the last of it goes to many.
final class BodyRoom: Sendable {
    /// The caller that a body counts for.
    enum Caller: Hashable {
        /// The hash of a verified token.
        case token(Int)
        case address(CallerAddress)
    }

    /// The first octets of each body take up no room, so that small requests pass even if the room is full. The number of
    /// connections limits their total.
    static let freeOctets = 4096

    private struct Taken {
        var sum = 0
        /// The part of `sum` held by callers without a valid token.
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
    private let meter: Meter

    /// - Parameter meter: shows the octets taken.
    init(octets: Int, meter: Meter) {
        self.octets = octets
        self.meter = meter
    }

    /// - Returns: whether there was room. If so, call `leave` to give it back.
    func take(_ count: Int, for caller: Caller) -> Bool {
        let isTaken = taken.withLock { taken in
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
        if isTaken { meter.increment(by: Double(count)) }
        return isTaken
    }

    func leave(_ count: Int, for caller: Caller) {
        guard count > 0 else { return }
        taken.withLock { $0.add(-count, for: caller) }
        meter.decrement(by: Double(count))
    }
}

/// The room that one body has taken so far.
struct BodyShare {
    private let room: BodyRoom
    private let caller: BodyRoom.Caller
    private var arrived = 0
    private var taken = 0

    init(of room: BodyRoom, for caller: BodyRoom.Caller) {
        self.room = room
        self.caller = caller
    }

    /// Takes room for octets that have just arrived.
    ///
    /// - Throws: `not_ready` if there is none. Room taken before is kept until `giveBack`.
    mutating func grow(by count: Int) throws(Problem) {
        let needed = max(0, arrived + count - BodyRoom.freeOctets)
        guard needed == taken || room.take(needed - taken, for: caller) else {
            throw Problem(.notReady, "The server is busy.", retryAfter: 5)
        }
        arrived += count
        taken = needed
    }

    /// Call this once, when the body has been released.
    func giveBack() { room.leave(taken, for: caller) }
}
