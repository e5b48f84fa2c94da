import Synchronization

/// The addresses that showed a good token lately. Safe to use from anywhere.
///
/// It holds at most `capacity` of them. When there are more, it forgets those that showed theirs longest ago.
final class KnownAddresses: Sendable {
    private let capacity: Int
    /// When each address showed a token last, counted in tokens shown.
    private let shown = Mutex<(count: Int, last: [CallerAddress: Int])>((0, [:]))

    init(capacity: Int = 4096) { self.capacity = capacity }

    func contains(_ address: CallerAddress) -> Bool { shown.withLock { $0.last[address] != nil } }

    func insert(_ address: CallerAddress) {
        shown.withLock { shown in
            shown.count += 1
            shown.last[address] = shown.count
            guard shown.last.count > capacity else { return }
            // An eighth at once, so that a full table is not sorted for each newcomer.
            let oldest = shown.last.values.sorted()[capacity / 8]
            shown.last = shown.last.filter { $0.value > oldest }
        }
    }
}
