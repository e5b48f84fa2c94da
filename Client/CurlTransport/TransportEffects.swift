/// What the transport needs of the world besides the network.
package struct TransportEffects {
    /// A clock that never goes back, since any fixed moment.
    package let now: () -> Duration
    package let sleep: (Duration) -> Void
    /// At least 0 and less than 1, evenly spread.
    package let random: () -> Double

    package init(now: @escaping () -> Duration, sleep: @escaping (Duration) -> Void, random: @escaping () -> Double) {
        self.now = now
        self.sleep = sleep
        self.random = random
    }
}
