import CurlTransport

/// A clock that only pauses move, and that writes them down.
final class FakeTime {
    private(set) var pauses: [Duration] = []

    /// - Parameter random: What chance gives, always.
    func effects(random: Double = 0) -> TransportEffects {
        TransportEffects(
            now: { self.pauses.reduce(.seconds(1000), +) },
            sleep: { self.pauses.append($0) },
            random: { random })
    }
}
