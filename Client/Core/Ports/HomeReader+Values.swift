import Catalogue
import FoundationEssentials
import Models
import Wire

/// Typed access to the single values by name.
extension HomeReader {
    func membership() throws -> Membership? { try decoded("membership") }

    /// The undecoded bytes.
    func storedMembership() throws -> Bytes? { try value("membership") }

    func syncState() throws -> SyncState { try decoded("sync") ?? SyncState() }

    /// The prompts of the last printed list, which its numbers refer to.
    func listing() throws -> [PromptID] { try decoded("listing") ?? [] }

    /// A `BegunDay` under the store key, for it may say what weighs on the two. One that an earlier version left isn't read.
    func begunDay() throws -> Blob? { try? decoded("begun-day") }

    /// Records in which the partner said something that this partner hasn't been shown, latest last.
    func unread() throws -> [RecordID] { try decoded("unheard") ?? [] }

    /// Records in which the partner did something that this partner hasn't been told, latest last.
    func news() throws -> [RecordID] { try decoded("news") ?? [] }

    /// The first day of the pause that was made here: until then, the prompt of the day rests on this device alone.
    func restsUntil() throws -> Day? { try decoded("resting") }

    /// What a join, link or recovery needs to resume after a lost reply; under the store key.
    func unfinished() throws -> Blob? { try decoded("unfinished") }

    /// Whether the round's frozen version was withdrawn or replaced by its author: it isn't opened unless they agree.
    func isHeldBack(_ round: RoundID) throws -> Bool { try value("held-back/\(round)") != nil }

    /// Rounds that ended without this partner's answer, because a removed device sealed one of the two.
    func closedRounds() throws -> Set<RoundID> { try decoded("closed-rounds") ?? [] }

    /// The removed devices whose records were looked through.
    func takenOut() throws -> Set<DeviceID> { try decoded("taken-out") ?? [] }

    /// Records whose signers no log names so far; later pages may.
    func unvouched() throws -> [RecordChange] { try decoded("unvouched") ?? [] }

    func passedOver() throws -> PassedOver { try decoded("passed-over") ?? PassedOver() }

    /// Whether the server has accepted this partner's opening that was made once the round was frozen.
    func isOpeningTaken(_ round: RoundID) throws -> Bool { try value("opening-taken/\(round)") != nil }

    /// The partner whose entries were all verified before they were stored: none arrived before someone vouched for them. Absent in
    /// homes that predate this value.
    func verifiedPartner() throws -> PartnerID? { try value("verified-partner").flatMap { PartnerID(bytes: $0) } }

    /// Of every kind, tombstones included.
    func allRecords() throws -> [HeldRecord] { try Visibility.allCases.flatMap { try records(of: $0, includingTombstones: true) } }

    private func decoded<Value: Decodable>(_ name: String) throws -> Value? {
        try value(name).map { try WireJSON.decode(Value.self, from: Data($0)) }
    }
}

extension HomeWriter {
    func set(_ membership: Membership) throws { try encode(membership, "membership") }

    func set(_ state: SyncState) throws { try encode(state, "sync") }

    func setListing(_ prompts: [PromptID]) throws { try encode(prompts, "listing") }

    func setBegunDay(_ day: Blob) throws { try encode(day, "begun-day") }

    func setUnread(_ records: [RecordID]) throws { try encode(records, "unheard") }

    func setNews(_ records: [RecordID]) throws { try encode(records, "news") }

    func setRests(until day: Day?) throws {
        if let day { try encode(day, "resting") } else { try setValue(nil, for: "resting") }
    }

    func setUnfinished(_ blob: Blob?) throws {
        if let blob { try encode(blob, "unfinished") } else { try setValue(nil, for: "unfinished") }
    }

    func setHeldBack(_ round: RoundID, _ isHeldBack: Bool) throws {
        try setValue(isHeldBack ? [1] : nil, for: "held-back/\(round)")
    }

    func setClosed(_ round: RoundID) throws { try encode(closedRounds().union([round]).sorted(), "closed-rounds") }

    func setTakenOut(_ devices: Set<DeviceID>) throws { try encode(devices.sorted(), "taken-out") }

    func setUnvouched(_ records: [RecordChange]) throws {
        if records.isEmpty { try setValue(nil, for: "unvouched") } else { try encode(records, "unvouched") }
    }

    func set(_ passed: PassedOver) throws {
        if passed.isEmpty, passed.asked == nil { try setValue(nil, for: "passed-over") } else { try encode(passed, "passed-over") }
    }

    func setOpeningTaken(_ round: RoundID, _ isTaken: Bool) throws {
        try setValue(isTaken ? [1] : nil, for: "opening-taken/\(round)")
    }

    func setVerifiedPartner(_ partner: PartnerID) throws { try setValue(partner.bytes, for: "verified-partner") }

    private func encode(_ value: some Encodable, _ name: String) throws {
        try setValue(Bytes(WireJSON.encode(value)), for: name)
    }
}
