/// What ends with an entry of a log.
package enum LogEnding: Sendable {
    case ofDevice(DeviceID)
    /// The partner's part in the couple.
    case ofPartner
}

extension DeviceLog {
    /// The entry that ends a device or the partner's part, with all that it builds on, ancestors first. Nothing that came beside it or after
    /// it is among them: a device that has ended is to learn no more.
    ///
    /// - Parameter tips: of the log as its reader has it; what they build on is left out.
    /// - Returns: nothing where the log has no such entry.
    package func proof(of ending: LogEnding, beyond tips: [EntryHash]) -> [LogEntry] {
        guard let end = entries.indices.first(where: { ends(ending, $0) }) else { return [] }
        let known = tips.prefix(LogEntry.mostPrevious).compactMap(place(of:))
        return entries[...end].indices.filter { place in
            (place == end || isAncestor(place, of: end)) && !known.contains { $0 == place || isAncestor(place, of: $0) }
        }.map { entries[$0] }
    }

    /// A removal holds even in an entry that is void.
    private func ends(_ ending: LogEnding, _ place: Int) -> Bool {
        switch ending {
        case .ofDevice(let device): entries[place].action.removed == device
        case .ofPartner: entries[place].action == .leave && !isVoid(place)
        }
    }
}
