package import Models
package import Wire

/// What a server handed over and this home did not take: it was not genuine, or nobody known had signed it and there was no room to keep it
/// until somebody does. The cursor has moved past it, so that nothing brings it again by itself: it is asked for anew.
package struct PassedOver: Hashable, Codable, Sendable {
    package enum Kind: String, Hashable, Codable, Sendable {
        case record, entry, key, join
    }

    package struct Item: Hashable, Codable, Sendable {
        package let kind: Kind
        package var record: RecordID?
        /// The device that it names as its signer.
        package var signer: DeviceID?
        /// Of which prompt it is an answer, as far as that is known.
        package var prompt: String?
    }

    /// The latest. More are counted, and not named.
    package private(set) var items: [Item] = []
    /// How many there are.
    package private(set) var count = 0
    /// When it was last asked for, by this machine's clock, and how often in vain.
    package private(set) var asked: Instant?
    private var timesInVain = 0
    /// A device or partner became known since then: what nobody known had signed may be genuine now.
    private var hasNews = false
    /// How many of each kind the partner here was not told of yet.
    package private(set) var untold: [String: Int] = [:]
    /// While it is asked for: how far that has come.
    package var asking: Asking?

    package struct Asking: Hashable, Codable, Sendable {
        package var cursor: Cursor?
        fileprivate var items: [Item] = []
        fileprivate var count = 0
    }

    package static let most = 200

    package init() {}

    package var isEmpty: Bool { count == 0 && untold.isEmpty && asking == nil }

    package func names(_ record: RecordID) -> Bool { items.contains { $0.record == record } }

    /// - Parameter isAskingAnew: it came again when it was asked for: then it is no news.
    /// - Returns: whether it is the first of its kind of which the partner here is to be told.
    mutating func add(_ item: Item, isTold: Bool, isAskingAnew: Bool) -> Bool {
        // What comes between two pages of asking is still missing when that ends.
        if var asking {
            asking.items = Self.appending(item, to: asking.items)
            asking.count += 1
            self.asking = asking
        }
        if isAskingAnew { return false }
        items = Self.appending(item, to: items)
        count += 1
        guard isTold else { return false }
        untold[item.kind.rawValue, default: 0] += 1
        return untold[item.kind.rawValue] == 1
    }

    private static func appending(_ item: Item, to items: [Item]) -> [Item] {
        (items.filter { $0 != item } + [item]).suffix(most)
    }

    /// It is here after all.
    mutating func remove(_ record: RecordID) {
        let left = items.filter { $0.record != record }
        count = max(left.count, count - (items.count - left.count))
        items = left
    }

    mutating func hearNews() { hasNews = count > 0 }

    mutating func tell(_ kind: String) -> Int? { untold.removeValue(forKey: kind) }
}

// MARK: - Asking anew
extension PassedOver {
    /// At once, then once a day, and more and more seldom: whatever it is, a whole feed is fetched for it.
    func isDue(_ now: Instant) -> Bool {
        if asking != nil { return true }
        guard count > 0 else { return false }
        guard let asked, !hasNews else { return true }
        let pause = Int64(86_400) << Int64(min(max(0, timesInVain - 1), 5))
        return now < asked || asked.advanced(bySeconds: pause) <= now
    }

    mutating func beginAsking() { if asking == nil { asking = Asking() } }

    /// What was not genuine once more stays; all else has come.
    mutating func finishAsking(_ now: Instant) {
        guard let asking else { return }
        (items, count, self.asking, hasNews, asked) = (asking.items, asking.count, nil, false, now)
        timesInVain = count == 0 ? 0 : timesInVain + 1
    }

    /// Another history brings everything from the beginning by itself.
    mutating func forget() { (items, count, asking, hasNews) = ([], 0, nil, false) }
}
