/// What parts of a log say, as far as it was asked for lately: many entries may build on one part, or each on the one before it.
struct LogPasts: Sendable {
    private static let most = 32

    private var readings: [EntrySet: LogReading] = [:]
    /// The latest at the end.
    private var asked: [EntrySet] = []

    subscript(part: EntrySet) -> LogReading? { readings[part] }

    /// Notes that a part is asked for.
    ///
    /// - Returns: false where it is not remembered.
    mutating func touch(_ part: EntrySet) -> Bool {
        guard let index = asked.firstIndex(of: part) else { return false }
        asked.append(asked.remove(at: index))
        return true
    }

    mutating func remember(_ reading: LogReading, of part: EntrySet) {
        readings[part] = reading
        if touch(part) { return }
        asked.append(part)
        if asked.count > Self.most { readings[asked.removeFirst()] = nil }
    }

    /// Remembers a part with a valid entry that has just this part as its ancestors.
    mutating func follow(_ part: EntrySet, with node: LogGraph.Node, at place: Int) {
        guard var reading = readings[part] else { return }
        reading.take(node, at: place)
        remember(reading, of: part.inserting(place))
    }
}
