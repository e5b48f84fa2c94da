/// What a log entry ends.
package enum LogEnding: Sendable {
    case ofDevice(DeviceID)
    /// The partner's membership of the couple.
    case ofPartner
}

extension DeviceLog {
    /// The entry that ends a device or the partner's membership, with all its ancestors, ancestors first. It leaves out everything
    /// concurrent or later, because a device that has ended must not learn more.
    ///
    /// - Parameter tips: the tips of the reader's copy of the log. Entries that the reader already has are left out.
    /// - Returns: an empty array if the log has no such entry.
    package func proof(of ending: LogEnding, beyond tips: [EntryHash]) -> [LogEntry] {
        guard let end = entries.indices.first(where: { ends(ending, $0) }) else { return [] }
        let known = tips.prefix(LogEntry.mostPrevious).compactMap(place(of:))
        return entries[...end].indices.filter { place in
            (place == end || isAncestor(place, of: end)) && !known.contains { $0 == place || isAncestor(place, of: $0) }
        }.map { entries[$0] }
    }

    /// A removal takes effect even in a void entry.
    private func ends(_ ending: LogEnding, _ place: Int) -> Bool {
        switch ending {
        case .ofDevice(let device): entries[place].action.removed == device
        case .ofPartner: entries[place].action == .leave && !isVoid(place)
        }
    }
}
