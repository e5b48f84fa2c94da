import Catalogue
import ClientCore
import LocalStore
import Models
import ServerCore
import Support
import Wire

extension TestHome {
    /// The seals that this home sent, in order.
    var sentSeals: [RecordWrite] {
        sentWrites.compactMap {
            if case .record(let write) = $0, write.record.header.visibility == .sealed, !write.record.header.isDeleted {
                write
            } else {
                nil
            }
        }
    }

    /// The openings that this home sent, with seals or on their own.
    var sentOpenings: [Opening] {
        sentWrites.flatMap { write -> [Opening] in
            switch write {
            case .record(let write): write.opening.map { [$0] } ?? []
            case .opening(let opening): [opening]
            case .pair(let pair): [pair.mine.opening, pair.theirs.opening]
            case .entry, .grant, .box: []
            }
        }
    }

    /// Takes the notices that haven't been taken yet.
    func noticesTaken() throws -> [Notice] { try client.takeNotices().map(\.notice) }

    /// Takes the notices, and returns whether any reports rejected data.
    func disbelieved() throws -> Bool {
        try noticesTaken().contains { if case .notBelieved = $0 { true } else { false } }
    }

    func log(of partner: PartnerID) throws -> DeviceLog {
        try store.read { try DeviceLog(entries: $0.entries(of: partner)) }
    }

    func round(_ prompt: PromptID, _ index: Int = 0) throws -> RoundView { try client.show(prompt).rounds[index] }

    /// Adds changes to the next replies.
    func smuggle(_ changes: [Change], first: Bool = false) {
        transport.tamper = { reply in reply.with(changes: first ? changes + reply.changes : reply.changes + changes) }
    }

    /// From here on, the server is honest.
    func trustServer() {
        transport.tamper = { $0 }
        transport.rewrite = { $1 }
    }
}

extension World {
    /// A couple's records as stored on the server.
    func records(of couple: CoupleID) throws -> Set<RecordRow> {
        try store.read { reader in Set(RecordScope.allCases.flatMap { reader.records(in: $0, of: couple) }) }
    }
}
