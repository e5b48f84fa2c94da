import Models
import ServerCore
import Support
import Testing
import Wire

@Suite("A partner who acts as the other one", .attacks(.nobodyWritesInYourName))
struct ActingAsPartnerTests {
    enum Forgery: String, CaseIterable, Sendable {
        case ownRecord, sharedRecord, answer, inTheirDevicesName, tombstoneOfAnswer, tombstoneOfNote, genuineWithAnotherStamp
        case ownRecordUnderTheirId, opening, grant, grantInTheirDevicesName, entry, entryOffered, enlistingOwnDevice, leaving
        case pair, boxForTheirKit
    }

    /// Ada has a sealed answer, a shared note and a kit; Ben knows everything the server has told him.
    private struct Scene {
        var couple: TestCouple
        let round: RoundID
        let answer: RevealedAnswer
        let note: Record
        let kit = TestDevice(kind: .kit)

        init(_ kind: StoreKind) async throws {
            couple = try await kind.server().couple()
            round = couple.round()
            answer = try couple.first.partner.revealable(round, at: couple.now)
            note = try couple.first.partner.record(.shared, at: couple.now)
            let writes = try [
                answer.sealing(), .record(RecordWrite(record: note)),
                couple.first.partner.append(.add(card: kit.card, retiring: nil)),
            ]
            #expect(try await couple.first.pull(writes).outcomes == [.applied, .applied, .applied])
            try await couple.second.pull()
        }

        func forge(_ forgery: Forgery) throws -> [Write] {
            let (ada, ben) = (couple.first.partner, couple.second.partner)
            let later = couple.now.advanced(by: .seconds(1))
            // Signed with Ben's key; its stamp names Ada's device.
            var mask = ben
            mask.device = ada.device
            func inAdasName(_ header: RecordHeader, _ body: Blob, ownKey: WrappedContentKey? = nil, _ offered: Bool = false) throws
                -> Write
            {
                .record(
                    RecordWrite(
                        record: try Record(header: header, body: body, ownKey: ownKey, signedWith: ben.device.signing),
                        offered: offered))
            }
            switch forgery {
            case .ownRecord: return [.record(RecordWrite(record: try ben.record(.own, at: later, author: ada.id)))]
            case .sharedRecord: return [.record(RecordWrite(record: try ben.record(.shared, at: later, author: ada.id)))]
            case .answer, .inTheirDevicesName:
                let device = forgery == .answer ? ben.device.id : ada.device.id
                let body = Blob([7])
                let header = RecordHeader(
                    couple: ada.couple, id: .answer(of: round, by: ada.id), visibility: .sealed, owner: .author, author: ada.id,
                    stamp: Stamp(time: later, counter: 0, device: device), round: round,
                    commitment: answer.record.header.commitment, bodyHash: BodyHash(ofBody: body))
                return try [
                    inAdasName(header, body, ownKey: answer.record.ownKey),
                    inAdasName(header, body, ownKey: answer.record.ownKey, true),
                ]
            case .tombstoneOfAnswer, .tombstoneOfNote:
                let former = forgery == .tombstoneOfAnswer ? answer.record.header : note.header
                return try [ben.device.id, ada.device.id].flatMap { device in
                    let header = RecordHeader(
                        couple: ada.couple, id: former.id, visibility: former.visibility, owner: former.owner, author: ada.id,
                        stamp: Stamp(time: later, counter: 0, device: device), isDeleted: true, round: former.round,
                        bodyHash: BodyHash(ofBody: .empty))
                    return try [inAdasName(header, .empty), inAdasName(header, .empty, true)]
                }
            case .genuineWithAnotherStamp:
                let header = RecordHeader(
                    couple: ada.couple, id: note.header.id, visibility: .shared, owner: .author, author: ada.id,
                    stamp: Stamp(time: later, counter: 0, device: ada.device.id), key: note.header.key,
                    bodyHash: note.header.bodyHash)
                let record = Record(header: header, signature: note.signature, body: note.body)
                return [.record(RecordWrite(record: record)), .record(RecordWrite(record: record, offered: true))]
            case .ownRecordUnderTheirId:
                return [.record(RecordWrite(record: try ben.record(.shared, id: note.header.id, at: later)))]
            case .opening:
                let opening = try Opening(
                    couple: ada.couple, round: round, author: ada.id, device: ada.device.id,
                    commitment: answer.opening.commitment, partnerCommitment: nil, wrapped: answer.opening.wrapped,
                    signedWith: ben.device.signing)
                return [.opening(opening), .record(RecordWrite(record: answer.record, opening: opening))]
            case .grant, .grantInTheirDevicesName:
                let device = forgery == .grant ? ben.device.id : ada.device.id
                return try KeyPurpose.allCases.map { purpose in
                    .grant(
                        try KeyGrant(
                            couple: ada.couple, purpose: purpose, epoch: 9, key: couple.first.server.random.value(), author: ada.id,
                            device: device, sealed: [], signedWith: ben.device.signing))
                }
            case .entry, .entryOffered, .enlistingOwnDevice, .leaving:
                let action: LogAction =
                    switch forgery {
                    case .leaving: .leave
                    case .enlistingOwnDevice: .add(card: ben.device.card, retiring: nil)
                    default: .remove(device: ada.device.id, standing: [])
                    }
                return try [ben.device.id, ada.device.id].map { device in
                    let entry = try LogEntry(
                        previous: ada.log.tips, action: action, device: device, time: later, signedWith: ben.device.signing)
                    return .entry(EntryWrite(partner: ada.id, entry: entry, offered: forgery != .entry))
                }
            case .pair:
                let theirs = try ben.answer(round, at: later)
                let opening = try ben.opening(of: theirs)
                let mine = try ben.revealable(round, at: later)
                return [.pair(RevealedPair(mine: mine, theirs: RevealedAnswer(record: theirs, opening: opening)))]
            case .boxForTheirKit:
                return [ben.box(.kit, locator: couple.first.server.random.value(), device: kit.id)]
            }
        }
    }

    @Test(arguments: StoreKind.allCases, Forgery.allCases)
    func `is refused, and leaves nothing in the other's name`(_ kind: StoreKind, _ forgery: Forgery) async throws {
        var scene = try await Scene(kind)
        let ada = scene.couple.first
        let before = try RecordScope.allCases.map { Set(try ada.server.stored($0, ada.partner.couple)) }
        for write in try scene.forge(forgery) {
            let outcome = try await scene.couple.second.sync([write]).outcomes[0]
            #expect(outcome != .applied, "\(forgery)")
            #expect(outcome != .superseded, "\(forgery)")
        }
        #expect(try RecordScope.allCases.map { Set(try ada.server.stored($0, ada.partner.couple)) } == before)
        #expect(try await scene.couple.first.pull().changes.isEmpty)
        _ = try await ada.server.signIn(ada.partner)
        await #expect(throws: Problem.self) { try await ada.server.signIn(ada.partner.at(TestDevice())) }
    }
}
