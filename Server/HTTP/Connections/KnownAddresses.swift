import Synchronization

/// The addresses that showed a valid token recently. Thread-safe.
///
/// Holds at most `capacity` addresses. Beyond that, it drops those that showed a token longest ago.
final class KnownAddresses: Sendable {
    private let capacity: Int
    /// When each address last showed a token, as a sequence number.
    private let shown = Mutex<(count: Int, last: [CallerAddress: Int])>((0, [:]))

    init(capacity: Int = 4096) { self.capacity = capacity }

    func contains(_ address: CallerAddress) -> Bool { shown.withLock { $0.last[address] != nil } }

    func insert(_ address: CallerAddress) {
        shown.withLock { shown in
            shown.count += 1
            shown.last[address] = shown.count
            guard shown.last.count > capacity else { return }
            // Drop an eighth at once, so that a full table isn't sorted for each new address.
            let oldest = shown.last.values.sorted()[capacity / 8]
            shown.last = shown.last.filter { $0.value > oldest }
        }
    }
}
