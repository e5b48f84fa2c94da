import Models
import Support
import Wire

/// Every golden file. To add one, add its value here, then let `GoldenWriter` write it.
enum Golden {
    static func files() throws -> [GoldenFile] {
        let couple = try GoldenCouple()
        return try models(couple) + writes(couple) + changes(couple) + outcomes + exchanges(couple) + boxes(couple) + lists
    }

    private static func models(_ couple: GoldenCouple) throws -> [GoldenFile] {
        let actions = ["add-machine", "add-kit", "add-link", "add-retiring", "pair", "remove", "leave"]
        return try zip(actions, couple.log).map { GoldenFile("log-entry-\($0)", $1) } + [
            GoldenFile("stamp", couple.answer().header.stamp),
            GoldenFile("log-entry-branches-meet", try couple.meeting()),
            GoldenFile("record-header-own", couple.record(.own).header),
            GoldenFile("record-header-shared", couple.record(.shared, owner: .couple).header),
            GoldenFile("record-header-sealed", couple.answer().header),
            GoldenFile("record-header-tombstone", couple.answer(deleted: true).header),
            GoldenFile("record-own", couple.record(.own)),
            GoldenFile("record-shared", couple.record(.shared)),
            GoldenFile("record-sealed", couple.answer()),
            GoldenFile("record-tombstone", couple.record(.own, deleted: true)),
            GoldenFile("opening-escrow", couple.opening()),
            GoldenFile("opening-handshake", couple.opening(seeing: GoldenCouple.fixed(0x44))),
        ] + KeyPurpose.allCases.map { GoldenFile("key-grant-\($0.rawValue)", try couple.grant($0)) }
    }

    private static func writes(_ couple: GoldenCouple) throws -> [GoldenFile] {
        let mine = RevealedAnswer(record: try couple.answer(), opening: try couple.opening())
        let theirs = RevealedAnswer(
            record: try couple.answer(of: couple.otherPartner, by: couple.laptop, ownKey: false),
            opening: try couple.opening(of: couple.otherPartner, by: couple.laptop))
        let writes: [(String, Write)] = try [
            ("record", .record(RecordWrite(record: couple.record(.shared)))),
            ("record-escrow", .record(RecordWrite(record: couple.answer(), opening: couple.opening(), offered: true))),
            ("opening", .opening(couple.opening(seeing: GoldenCouple.fixed(0x44)))),
            ("entry", .entry(EntryWrite(partner: couple.partner, entry: couple.log[1]))),
            ("grant", .grant(couple.grant(.couple))),
            ("pair", .pair(RevealedPair(mine: mine, theirs: theirs))),
            ("box-invitation", .box(couple.box(.invitation, of: nil))),
            ("box-permit", .box(couple.box(.invitation, of: nil, permit: GoldenCouple.permit.hash))),
            ("box-kit", .box(couple.box(.kit, of: couple.kit.id))),
            ("box-link", .box(couple.box(.link, of: couple.link.id))),
        ]
        return writes.map { GoldenFile("write-\($0)", $1) }
    }

    private static func changes(_ couple: GoldenCouple) throws -> [GoldenFile] {
        func change(_ record: Record, withheld: Bool = false, opening: Opening? = nil, _ phase: SealPhase?) -> Change {
            .record(
                RecordChange(
                    header: record.header, signature: record.signature, body: withheld ? nil : record.body,
                    ownKey: withheld ? nil : record.ownKey, opening: opening, phase: phase))
        }
        let changes: [(String, Change)] = try [
            ("record-own", change(couple.record(.own), nil)),
            ("record-tombstone", change(couple.answer(deleted: true), nil)),
            ("record-sealed-withheld", change(couple.answer(), withheld: true, .sealed)),
            ("record-frozen", change(couple.answer(), opening: couple.opening(), .frozen)),
            ("record-revealed", change(couple.answer(ownKey: false), opening: couple.opening(), .revealed)),
            ("entry", .entry(EntryChange(partner: couple.otherPartner, entry: couple.otherLog[1]))),
            ("grant", .grant(couple.grant(.personal))),
            (
                "joined",
                .joined(JoinChange(locator: GoldenCouple.fixed(0x4C), partner: couple.otherPartner, proof: Blob([9, 8, 7])))
            ),
        ]
        return changes.map { GoldenFile("change-\($0)", $1) }
    }

    private static var outcomes: [GoldenFile] {
        [
            GoldenFile("outcome-applied", Outcome.applied), GoldenFile("outcome-superseded", Outcome.superseded),
            GoldenFile("outcome-locked", Outcome.locked), GoldenFile("outcome-refused", Outcome.refused(.stampInFuture)),
        ]
    }

    private static func exchanges(_ couple: GoldenCouple) throws -> [GoldenFile] {
        let challenge: Challenge = GoldenCouple.fixed(0x68)
        let signature = try Signature(
            signing: challenge.signedContent(couple: couple.couple, device: couple.desk.id), with: couple.desk.signing)
        let paper = try Signature(signing: challenge.signedContent(couple: nil, device: couple.kit.id), with: couple.kit.signing)
        return [
            GoldenFile("challenge-request", ChallengeRequest(device: couple.desk.id)),
            GoldenFile("challenge-response", ChallengeResponse(challenge: challenge, time: couple.time)),
            GoldenFile(
                "session-request",
                SessionRequest(
                    device: couple.desk.id, couple: couple.couple, challenge: challenge, signature: signature,
                    logs: [couple.log, couple.otherLog], registration: "welcome")),
            GoldenFile(
                "session-request-partner",
                SessionRequest(
                    device: couple.desk.id, couple: couple.couple, partner: couple.partner, challenge: challenge,
                    signature: signature)),
            GoldenFile(
                "session-request-tips",
                SessionRequest(
                    device: couple.desk.id, couple: couple.couple, partner: couple.partner, challenge: challenge,
                    signature: signature, tips: [couple.log[0].hash])),
            GoldenFile(
                "session-request-paper", SessionRequest(device: couple.kit.id, couple: nil, challenge: challenge, signature: paper)),
            GoldenFile(
                "session-response",
                SessionResponse(
                    token: GoldenCouple.fixed(0x74), expires: couple.time.advanced(by: .seconds(900)), time: couple.time,
                    couple: couple.couple, partner: couple.partner)),
            GoldenFile("sync-request-first", SyncRequest(cursor: nil, furthest: nil, offering: true, writes: [])),
            GoldenFile(
                "sync-request",
                SyncRequest(
                    cursor: GoldenCouple.fixed(0x63), furthest: GoldenCouple.fixed(0x66), offering: false,
                    writes: [.record(RecordWrite(record: try couple.record(.own))), .grant(try couple.grant(.couple))])),
            GoldenFile(
                "sync-response",
                SyncResponse(
                    time: couple.time, outcomes: [.applied, .refused(.logMoved)],
                    changes: [.entry(EntryChange(partner: couple.partner, entry: couple.log[0]))], cursor: GoldenCouple.fixed(0x63),
                    furthest: GoldenCouple.fixed(0x66), more: true)),
            GoldenFile(
                "server-info", ServerInfo(version: "1.0.0", time: couple.time, registrationRequired: true, limits: oldLimits)),
            GoldenFile("limits", oldLimits),
            GoldenFile(
                "problem",
                Problem(status: 429, code: .rateLimited, title: "Too many requests", detail: "Wait a little.", retryAfter: 7)),
            GoldenFile(
                "problem-entries",
                Problem(status: 403, code: .deviceRemoved, title: "The device was removed.", entries: [couple.log[0]])),
            GoldenFile("problem-short", Problem(status: 401, code: .tokenExpired, title: "The token has expired")),
        ]
    }

    /// As servers once stated them: a server's defaults may change, but the documents stay.
    private static let oldLimits = Limits(logEntries: 1_000)

    private static func boxes(_ couple: GoldenCouple) throws -> [GoldenFile] {
        [
            GoldenFile("box-read-request", BoxReadRequest(locator: GoldenCouple.fixed(0x4C))),
            GoldenFile("box-read-request-from", BoxReadRequest(locator: GoldenCouple.fixed(0x4C), from: 200)),
            GoldenFile(
                "box-read-response",
                BoxReadResponse(kind: .invitation, box: Blob([1, 2]), log: [couple.log[0]], time: couple.time)),
            GoldenFile(
                "box-read-response-continues",
                BoxReadResponse(kind: .invitation, box: Blob([1, 2]), log: [couple.log[0]], continues: true, time: couple.time)),
            GoldenFile(
                "box-answer-request",
                BoxAnswerRequest(
                    locator: GoldenCouple.fixed(0x4C), log: couple.otherLog,
                    grants: try [couple.grant(.couple), couple.grant(.coupleSeed)], proof: Blob([9, 8, 7]))),
            GoldenFile(
                "box-answer-request-permit",
                BoxAnswerRequest(
                    locator: GoldenCouple.fixed(0x4C), log: couple.otherLog, grants: [], proof: Blob([9, 8, 7]),
                    permit: GoldenCouple.permit)),
            GoldenFile("box-answer-response", BoxAnswerResponse(couple: couple.couple, time: couple.time)),
        ]
    }

    /// What is named, not sent.
    private static var lists: [GoldenFile] {
        [
            GoldenFile(
                "routes", Dictionary(uniqueKeysWithValues: Route.allCases.map { ($0.rawValue, $0.isPosted ? "POST" : "GET") })),
            GoldenFile("error-codes", ErrorCode.declared),
        ]
    }
}

extension GoldenCouple {
    fileprivate static let permit: Permit = fixed(0x70)

    fileprivate func box(_ kind: BoxKind, of device: DeviceID?, permit: PermitHash? = nil) -> BoxWrite {
        BoxWrite(locator: Self.fixed(0x4C), kind: kind, device: device, box: Blob([0xB0, 0xB1]), permit: permit)
    }

    /// An entry that names two before it.
    fileprivate func meeting() throws -> LogEntry {
        try LogEntry(
            previous: [Self.fixed(0x50), Self.fixed(0x51)], action: .pair(partner: otherPartner), device: desk.id, time: time,
            signedWith: desk.signing)
    }
}
