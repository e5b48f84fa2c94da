import ClientCore
import FoundationEssentials
import Models
import Wire

/// What a reply shows to somebody who can read nothing in it: how much of what there is, without time, token, cursor and random octets.
enum Shape {
    static func of(_ reply: TransportReply) -> String {
        guard reply.status == 200, let response = try? WireJSON.decode(SyncResponse.self, from: Data(reply.body)) else {
            return "\(reply.status)"
        }
        return "more \(response.more), outcomes \(response.outcomes), changes \(response.changes.map(of))"
    }

    private static func of(_ change: Change) -> String {
        switch change {
        case .record(let record):
            "\(record.header.class) \(record.header.id) deleted \(record.header.isDeleted) body \(record.body?.count ?? -1) "
                + "own \(record.ownKey != nil) opening \(record.opening != nil) phase \(record.phase.map(\.rawValue) ?? "none")"
        case .entry(let entry): "entry of \(entry.partner)"
        case .grant(let grant): "grant for \(grant.sealed.count)"
        case .joined: "joined"
        }
    }
}
