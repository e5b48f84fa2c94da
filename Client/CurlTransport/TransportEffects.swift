/// The clock, sleep and randomness that the transport needs.
package struct TransportEffects {
    /// A monotonic clock, with any fixed origin.
    package let now: () -> Duration
    package let sleep: (Duration) -> Void
    /// Uniform; at least 0 and less than 1.
    package let random: () -> Double

    package init(now: @escaping () -> Duration, sleep: @escaping (Duration) -> Void, random: @escaping () -> Double) {
        self.now = now
        self.sleep = sleep
        self.random = random
    }
}
