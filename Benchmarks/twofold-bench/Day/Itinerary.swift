import Support

/// Who does what on the day, second by second in universal time: the same for the same seed.
///
/// What it assumes of people is made up, and stands in docs/scale.md. What each command sends is what `twofold` sends.
struct Itinerary {
    /// Something that a person types.
    enum Command {
        /// `today` or `sync`: is there anything new?
        case look
        /// `answer`, sealed.
        case answer
        /// `open`, by whoever has waited for the other's answer.
        case open
        /// `react`.
        case react
    }

    struct Item {
        let couple: Int
        /// 0 or 1.
        let partner: Int
        let command: Command
    }

    static let secondsOfDay = 86_400

    private(set) var items = [[Item]](repeating: [], count: secondsOfDay)
    private let random: SeededRandom

    init(couples: Int, seed: UInt64, isOneZone: Bool) {
        random = SeededRandom(seed: seed)
        for couple in 0..<couples { plan(couple, zone: isOneZone ? 0 : zone()) }
    }

    private mutating func plan(_ couple: Int, zone: Double) {
        func universal(_ hour: Double) -> Int { Int((hour - zone) * 3600) }
        for partner in 0...1 where chance(0.5) {
            add(Item(couple: couple, partner: partner, command: .look), at: universal(8 + 14 * fraction()))
        }
        guard chance(0.7) else { return }
        let first = Int(random.number() % 2)
        let hour = answeringHour()
        func answer(_ partner: Int, at hour: Double) {
            // First they read the question.
            add(Item(couple: couple, partner: partner, command: .look), at: universal(hour - 0.05 - 0.1 * fraction()))
            add(Item(couple: couple, partner: partner, command: .answer), at: universal(hour))
        }
        answer(first, at: hour)
        guard chance(0.9) else { return }
        let other = chance(0.6) ? hour + 0.1 + 1.4 * fraction() : answeringHour()
        answer(1 - first, at: other)
        // Whoever answers last reads at once; the other opens it later.
        let (earlier, last) = other < hour ? (1 - first, hour) : (first, other)
        let opening = last + 0.15 + 0.85 * fraction()
        add(Item(couple: couple, partner: earlier, command: .open), at: universal(opening))
        for (partner, read) in [(1 - earlier, last), (earlier, opening)] where chance(0.5) {
            add(Item(couple: couple, partner: partner, command: .react), at: universal(read + 0.05 + 0.1 * fraction()))
        }
    }

    private mutating func add(_ item: Item, at second: Int) {
        items[(second % Self.secondsOfDay + Self.secondsOfDay) % Self.secondsOfDay].append(item)
    }

    /// Later than planned, since the device is busy.
    mutating func postpone(_ item: Item, to second: Int) { items[min(second, Self.secondsOfDay - 1)].append(item) }
}

// MARK: - Chance
extension Itinerary {
    private func fraction() -> Double { Double(random.number() >> 11) / Double(1 << 53) }

    private func chance(_ share: Double) -> Bool { fraction() < share }

    /// The sum of twelve fractions less six is nearly normal, with a deviation of one.
    private func around(_ mean: Double, _ deviation: Double) -> Double {
        mean + deviation * ((0..<12).reduce(-6) { sum, _ in sum + fraction() })
    }

    /// Local, mostly in the evening.
    private func answeringHour() -> Double { chance(0.8) ? around(20.75, 1.25) : around(7.5, 0.75) }

    /// Hours ahead of universal time.
    private func zone() -> Double {
        var rest = fraction()
        for (zone, share) in Self.zones {
            if rest < share { return zone }
            rest -= share
        }
        return 0
    }

    private static let zones = [
        (-8, 0.05), (-6, 0.08), (-5, 0.10), (-3, 0.06), (0, 0.08), (1, 0.20), (2, 0.10), (3, 0.08), (5.5, 0.10), (8, 0.10),
        (9, 0.05),
    ]
}
