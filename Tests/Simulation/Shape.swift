import Models
import Wire

/// What replies reveal to someone who can decrypt nothing in them: the amount of everything, without time, token, cursor and random
/// bytes.
///
/// Random ids are numbered in the order in which they first appear.
struct Shape {
    private var numbers: [RecordID: Int] = [:]
    /// The server's clock was set back or stopped: a seal may then have the same time as those before it, seen or not
    /// (docs/security.md, L17).
    var hasClockFallenBehind = false

    mutating func shape(of response: SyncResponse?, status: Int) -> String {
        guard let response else { return "\(status)" }
        return "more \(response.more), outcomes \(response.outcomes), changes \(response.changes.map { shape(of: $0) })"
    }

    private mutating func shape(of change: Change) -> String {
        switch change {
        case .record(let record):
            "\(record.header.visibility) \(name(of: record.header)) deleted \(record.header.isDeleted) body \(record.body?.count ?? -1) "
                + "own \(record.ownKey != nil) opening \(record.opening != nil) phase \(record.phase.map(\.rawValue) ?? "none") "
                + "at \(time(of: record.header))"
        case .entry(let entry): "entry of \(entry.partner)"
        case .grant(let grant): "grant for \(grant.sealed.count)"
        case .joined: "joined"
        }
    }

    /// The counter of an answer is random.
    private func time(of header: RecordHeader) -> String {
        guard header.visibility == .sealed else { return "\(header.stamp.time.milliseconds) \(header.stamp.counter)" }
        return hasClockFallenBehind ? "some time" : "\(header.stamp.time.milliseconds)"
    }

    private mutating func name(of header: RecordHeader) -> String {
        guard header.visibility == .shared, header.owner == .couple else { return "\(header.id)" }
        let number = numbers[header.id] ?? numbers.count + 1
        numbers[header.id] = number
        return "#\(number)"
    }
}
