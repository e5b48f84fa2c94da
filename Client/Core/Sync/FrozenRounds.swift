import Models

/// Rounds that may wait for this partner's opening. Each is examined once per run of exchanges, and again when something arrives
/// for it.
struct FrozenRounds {
    private var rounds: [RoundID]
    private var start = 0

    init(_ rounds: [RoundID]) { self.rounds = rounds }

    var first: RoundID? { start < rounds.count ? rounds[start] : nil }

    mutating func removeFirst() { start += 1 }

    mutating func append(_ more: some Sequence<RoundID>) { rounds += more }
}
