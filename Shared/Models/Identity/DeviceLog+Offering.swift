extension DeviceLog {
    /// The entries after the first, ancestors first, in the order in which a client offers them to a server that may have lost them.
    ///
    /// A server rejects an entry from the other partner if the entry is void on arrival. So, where the order allows it, void
    /// entries come before the removals that make them void; the server can then accept their descendants as well. Only the log
    /// owner's machines can offer the rest.
    package var inOfferingOrder: [LogEntry] {
        let void = Set(entries.indices.dropFirst().filter(isVoid))
        guard !void.isEmpty else { return Array(entries.dropFirst()) }
        var (waiting, done, order) = (Array(entries.indices.dropFirst()), Set([0]), [LogEntry]())
        var voidWaiting = void
        func rank(_ place: Int) -> Int {
            if void.contains(place) { return 0 }
            guard entries[place].action.removed != nil else { return 1 }
            // A removal never makes its own descendants void.
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
