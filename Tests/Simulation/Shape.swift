import Models
import Wire

/// What replies show to somebody who can read nothing in them: how much of what there is, without time, token, cursor and random octets.
///
/// Ids that were drawn at random are numbered in the order in which they are first seen.
struct Shape {
    private var numbers: [RecordID: Int] = [:]

    mutating func shape(of response: SyncResponse?, status: Int) -> String {
        guard let response else { return "\(status)" }
        return "more \(response.more), outcomes \(response.outcomes), changes \(response.changes.map { shape(of: $0) })"
    }

    private mutating func shape(of change: Change) -> String {
        switch change {
        case .record(let record):
            "\(record.header.class) \(name(of: record.header)) deleted \(record.header.isDeleted) body \(record.body?.count ?? -1) "
                + "own \(record.ownKey != nil) opening \(record.opening != nil) phase \(record.phase.map(\.rawValue) ?? "none")"
        case .entry(let entry): "entry of \(entry.partner)"
        case .grant(let grant): "grant for \(grant.sealed.count)"
        case .joined: "joined"
        }
    }

    private mutating func name(of header: RecordHeader) -> String {
        guard header.class == .shared, header.owner == .couple else { return "\(header.id)" }
        let number = numbers[header.id] ?? numbers.count + 1
        numbers[header.id] = number
        return "#\(number)"
    }
}
