import Synchronization

/// How much of something is taken, by each address and in all. Safe to use from anywhere.
final class Occupancy: Sendable {
    enum Refusal { case address, server }

    private let each: Int
    private let all: Int
    private let taken = Mutex<(sum: Int, by: [CallerAddress: Int])>((0, [:]))

    init(each: Int, all: Int = .max) {
        self.each = each
        self.all = all
    }

    var sum: Int { taken.withLock { $0.sum } }

    /// - Returns: nil where `count` is taken now, and has to be given back by `leave`; else what there is too little room for.
    func take(_ count: Int, for address: CallerAddress) -> Refusal? {
        taken.withLock { taken in
            let before = taken.by[address, default: 0]
            guard count <= all - taken.sum else { return .server }
            guard count <= each - before else { return .address }
            taken.by[address] = before + count
            taken.sum += count
            return nil
        }
    }

    func leave(_ address: CallerAddress, count: Int = 1) {
        taken.withLock { taken in
            let after = taken.by[address, default: 0] - count
            taken.by[address] = after > 0 ? after : nil
            taken.sum -= count
        }
    }

    func enter(_ address: CallerAddress) -> Bool { take(1, for: address) == nil }
}
