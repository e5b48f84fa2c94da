extension DeviceLog {
    /// The entries after the first, ancestors first, in the order in which they are offered to a server that may have lost them.
    ///
    /// From the other partner a server takes no entry that is void when it arrives. So void ones come before the removals that make them
    /// void, where the order allows; what builds on them can then be taken as well. What cannot be so, machines of the log's own bring.
    package var inOfferingOrder: [LogEntry] {
        let void = Set(entries.indices.dropFirst().filter(isVoid))
        guard !void.isEmpty else { return Array(entries.dropFirst()) }
        var (waiting, done, order) = (Array(entries.indices.dropFirst()), Set([0]), [LogEntry]())
        var voidWaiting = void
        func rank(_ place: Int) -> Int {
            if void.contains(place) { return 0 }
            guard entries[place].action.removed != nil else { return 1 }
            // A removal makes nothing void of what follows it.
            return voidWaiting.allSatisfy { isAncestor(place, of: $0) } ? 1 : 2
        }
        while !waiting.isEmpty {
            let ready = waiting.indices.filter { previousPlaces(of: waiting[$0]).allSatisfy(done.contains) }
            guard let next = ready.min(by: { rank(waiting[$0]) < rank(waiting[$1]) }) else { break }
            let place = waiting.remove(at: next)
            done.insert(place)
            voidWaiting.remove(place)
            order.append(entries[place])
        }
        return order
    }
}
