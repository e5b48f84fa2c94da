/// A cache of recently used readings of parts of a log: many entries may build on one part, or each on the previous entry.
struct LogPasts: Sendable {
    private static let most = 32

    private var readings: [EntrySet: LogReading] = [:]
    /// Most recently used last.
    private var asked: [EntrySet] = []

    subscript(part: EntrySet) -> LogReading? { readings[part] }

    /// Marks a part as recently used.
    ///
    /// - Returns: `false` if the part isn't cached.
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

    /// Caches the reading of `part` plus a valid entry whose ancestors are exactly `part`.
    mutating func follow(_ part: EntrySet, with node: LogGraph.Node, at place: Int) {
        guard var reading = readings[part] else { return }
        reading.take(node, at: place)
        remember(reading, of: part.inserting(place))
    }
}
