import Synchronization

/// Counts how many of something each address holds, and the total. Thread-safe.
final class Occupancy: Sendable {
    private let each: Int
    private let all: Int
    private let reserved: Int
    private let taken = Mutex<(sum: Int, by: [CallerAddress: Int])>((0, [:]))

    /// - Parameter reserved: the part of `all` that is reserved for known addresses.
    init(each: Int, all: Int = .max, reserved: Int = 0) {
        self.each = each
        self.all = all
        self.reserved = reserved
    }

    /// - Returns: whether one was available. If so, call `leave` to give it back.
    func enter(_ address: CallerAddress, isKnown: Bool = true) -> Bool {
        taken.withLock { taken in
            let before = taken.by[address, default: 0]
            guard before < each, taken.sum < (isKnown ? all : all - reserved) else { return false }
            taken.by[address] = before + 1
            taken.sum += 1
            return true
        }
    }

    func leave(_ address: CallerAddress) {
        taken.withLock { taken in
            let after = taken.by[address, default: 0] - 1
            taken.by[address] = after > 0 ? after : nil
            taken.sum -= 1
        }
    }
}
