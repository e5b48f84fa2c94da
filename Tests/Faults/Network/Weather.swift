import Support
import Synchronization

/// How bad the network is at the moment.
final class Weather: Sendable {
    private let badness = Mutex(0)
    private let random: SeededRandom
    private let tally: Tally

    init(seed: UInt64, tally: Tally) {
        random = SeededRandom(seed: seed)
        self.tally = tally
    }

    /// - Parameter badness: the percentage of connections that have trouble.
    func set(_ badness: Int) { self.badness.withLock { $0 = badness } }

    /// The fate of the next connection.
    func fate() -> ProxyFate {
        guard random.below(100) < badness.withLock({ $0 }) else { return .passed }
        if random.below(5) == 0 {
            tally.count("connections slowed down")
            return .slow(milliseconds: 5 + random.below(300))
        }
        let ending = random.pick(ProxyFate.Ending.allCases)
        // Within a head, within a body, or much later.
        let limit = random.pick([150, 600, 3_000, 30_000])
        let direction: ProxyFate.Direction = random.below(2) == 0 ? .up : .down
        tally.count("connections cut on the way \(direction): \(ending.rawValue)")
        return .cut(direction, after: random.below(limit), ending)
    }
}
