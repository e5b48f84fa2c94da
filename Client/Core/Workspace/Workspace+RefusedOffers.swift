import Models
import Wire

/// What a server that went back does not take back: somebody else may have taken its id there meanwhile. It stays here, and is told.
extension Workspace {
    private static let refused = "refused-offer/"

    /// Of a couple that has ended, nothing is taken back, and that is no news.
    func noteRefusal(of offer: Offer, _ code: ErrorCode) throws {
        guard code != .coupleEnded, let id = record(of: offer) else { return }
        try transaction.setValue(Bytes(code.rawValue.utf8), for: "\(Self.refused)\(id)")
    }

    private func record(of offer: Offer) -> RecordID? {
        switch offer {
        case .record(let id): id
        case .pair(let round): answerID(round)
        case .entry, .grant: nil
        }
    }

    /// It is on the server now, or is offered anew.
    func forgetRefusal(of record: RecordID) throws { try transaction.setValue(nil, for: "\(Self.refused)\(record)") }

    func forgetRefusals() throws {
        for (name, _) in try transaction.values(under: Self.refused) { try transaction.setValue(nil, for: name) }
    }

    /// Once all is offered.
    func tellRefusedOffers() throws {
        let things = try refusedOffers()
        if !things.isEmpty { try notify(.offersRefused(things)) }
    }

    /// In the order of their names.
    func refusedOffers() throws -> [KeptThing] {
        let names = Set(try transaction.values(under: Self.refused).map(\.name))
        guard !names.isEmpty else { return [] }
        let held = try RecordClass.allCases.flatMap { try transaction.records(of: $0, includingTombstones: true) }
        return held.filter { names.contains("\(Self.refused)\($0.header.id)") }.map { KeptThing(try? document(of: $0)) }.sorted {
            ($0.kind.rawValue, $0.prompt ?? "") < ($1.kind.rawValue, $1.prompt ?? "")
        }
    }
}
