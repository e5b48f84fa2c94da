package import Catalogue
package import Models
package import Wire

/// What a server sent and this home rejected: it wasn't genuine, or an unknown device had signed it and there was no room to keep
/// it until that device became known. The cursor has moved past it, so it won't arrive again by itself and has to be requested
/// again.
package struct PassedOver: Hashable, Codable, Sendable {
    package enum Kind: String, Hashable, Codable, Sendable {
        case record, entry, key, join
        /// A record signed by a device that its owner had removed, and that the removal doesn't let stand.
        case removed
    }

    package struct Item: Hashable, Codable, Sendable {
        package let kind: Kind
        package var record: RecordID?
        /// The device that it names as its signer.
        package var signer: DeviceID?
        /// The prompt that it answers, if known.
        package var prompt: PromptID?
    }

    /// The latest. Any beyond these are counted but not listed.
    package private(set) var items: [Item] = []
    /// How many there are.
    package private(set) var count = 0
    /// When it was last requested again, by this device's clock, and how often without success.
    package private(set) var asked: Instant?
    private var timesInVain = 0
    /// A device or partner has become known since: what an unknown device signed may be genuine now.
    private var hasNews = false
    /// How many of each kind this partner hasn't been told about yet.
    package private(set) var untold: [String: Int] = [:]
    /// The progress of requesting it again, while that is under way.
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

    /// - Parameter isAskingAnew: it arrived again because it was requested, so it isn't news.
    /// - Returns: whether it's the first of its kind that this partner must be told about.
    mutating func add(_ item: Item, isTold: Bool, isAskingAnew: Bool) -> Bool {
        // Data that is rejected between two pages of the repeated feed is still missing when that ends.
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

    /// The record has arrived after all.
    mutating func remove(_ record: RecordID) {
        let left = items.filter { $0.record != record }
        count = max(left.count, count - (items.count - left.count))
        items = left
    }

    mutating func hearNews() { hasNews = count > 0 }

    mutating func tell(_ kind: String) -> Int? { untold.removeValue(forKey: kind) }
}

// MARK: - Requesting again
extension PassedOver {
    /// At first immediately, then once a day, then less and less often: each attempt fetches the whole feed.
    func isDue(_ now: Instant) -> Bool {
        if asking != nil { return true }
        guard count > 0 else { return false }
        guard let asked, !hasNews else { return true }
        let pause = Duration.seconds(86_400) * (1 << min(max(0, timesInVain - 1), 5))
        return now < asked || asked.advanced(by: pause) <= now
    }

    mutating func beginAsking() { if asking == nil { asking = Asking() } }

    /// What was rejected once more stays; everything else has arrived.
    mutating func finishAsking(_ now: Instant) {
        guard let asking else { return }
        (items, count, self.asking, hasNews, asked) = (asking.items, asking.count, nil, false, now)
        timesInVain = count == 0 ? 0 : timesInVain + 1
    }

    /// Another history delivers everything from the beginning anyway.
    mutating func forget() { (items, count, asking, hasNews) = ([], 0, nil, false) }
}
