import Models
import Support
import Testing

@Suite("What does not belong in a device log")
struct LogErrorTests {
    private let desk: TestDevice
    private let phone: TestDevice
    private let stranger: TestDevice
    private var draft: LogDraft

    init() throws {
        desk = try TestDevice(1)
        phone = try TestDevice(2)
        stranger = try TestDevice(3)
        draft = try LogDraft(desk)
        try draft.add(phone, by: desk)
    }

    @Test func `a first entry enlists the machine that signs it`() throws {
        let kit = try TestDevice(4, kind: .kit)
        func first(_ action: LogAction, by signer: TestDevice, signedBy key: TestDevice? = nil, after: [EntryHash] = []) throws
            -> LogEntry
        {
            try LogEntry(
                previous: after, action: action, device: signer.id, time: Instant(milliseconds: 0),
                signedWith: (key ?? signer).signing)
        }
        let bad = try [
            first(.add(card: phone.card, retiring: nil), by: desk), first(.add(card: kit.card, retiring: nil), by: kit),
            first(.add(card: desk.card, retiring: desk.id), by: desk), first(.leave, by: desk),
            first(.add(card: desk.card, retiring: nil), by: desk, after: [Sample.id(1)]),
        ]
        for entry in bad { #expect(throws: LogError.badBeginning) { try DeviceLog(first: entry) } }
        let forged = try first(.add(card: desk.card, retiring: nil), by: desk, signedBy: stranger)
        #expect(throws: LogError.badSignature) { try DeviceLog(first: forged) }
        #expect(throws: LogError.badBeginning) { try DeviceLog(entries: []) }
    }

    @Test func `only the first entry has nothing before it`() throws {
        let second = try draft.entry(.add(card: stranger.card, retiring: nil), by: desk, after: [])
        try expect(.badBeginning, second)
        let otherBeginning = try LogDraft(stranger).log.entries[0]
        try expect(.badBeginning, otherBeginning)
    }

    @Test func `an entry names entries of this log`() throws {
        try expect(.unknownPrevious, draft.entry(.leave, by: desk, after: [Sample.id(1)]))
        try expect(.unknownPrevious, draft.entry(.leave, by: desk, after: draft.log.tips + [Sample.id(1)]))
    }

    @Test func `an entry names each once, in order, and few`() throws {
        let tip = draft.log.tips[0]
        let twice = LogEntry(
            previous: [tip, tip], action: .leave, device: desk.id, time: Instant(milliseconds: 0),
            signature: try draft.entry(.leave, by: desk).signature)
        try expect(.badPrevious, twice)
        try expect(.badPrevious, draft.entry(.leave, by: desk, after: (1...17).map { Sample.id($0) }))
    }

    @Test func `a stranger signs nothing`() throws {
        try expect(.signerNotAlive, draft.entry(.leave, by: stranger))
    }

    @Test func `a device signs nothing before it is enlisted, nor after its removal`() throws {
        let first = draft.log.entries[0].hash
        try expect(.signerNotAlive, draft.entry(.leave, by: phone, after: [first]))
        var removed = draft
        try removed.remove(phone, by: desk)
        let late = try removed.entry(.leave, by: phone)
        #expect(throws: LogError.signerNotAlive) { try removed.append(.leave, by: phone) }
        #expect(!removed.log.contains(late.hash))
    }

    @Test func `a signature is its device's own`() throws {
        let real = try draft.entry(.leave, by: desk)
        let claimed = LogEntry(
            previous: real.previous, action: real.action, device: phone.id, time: real.time, signature: real.signature)
        try expect(.badSignature, claimed)
        let later = LogEntry(
            previous: real.previous, action: real.action, device: desk.id, time: Instant(milliseconds: 1), signature: real.signature
        )
        try expect(.badSignature, later)
    }

    @Test func `nothing is enlisted twice, nothing removed that is not there, nobody paired again`() throws {
        try expect(.impossible, draft.entry(.add(card: phone.card, retiring: nil), by: desk))
        try expect(.impossible, draft.entry(.add(card: stranger.card, retiring: phone.id), by: desk))
        try expect(.impossible, draft.entry(.remove(device: stranger.id, standing: []), by: desk))
        var further = draft
        try further.remove(phone, by: desk)
        try further.append(.pair(partner: Sample.id(1)), by: desk)
        let log = further.log
        #expect(throws: LogError.impossible) { try further.remove(phone, by: desk) }
        #expect(throws: LogError.impossible) { try further.add(phone, by: desk) }
        #expect(throws: LogError.impossible) { try further.append(.pair(partner: Sample.id(2)), by: desk) }
        #expect(further.log == log)
    }

    @Test func `nothing follows where a partner has left`() throws {
        var left = draft
        try left.append(.leave, by: phone)
        for action in [LogAction.leave, .add(card: stranger.card, retiring: nil), .remove(device: phone.id, standing: [])] {
            #expect(throws: LogError.afterLeaving) { try left.append(action, by: desk) }
        }
        // A branch that doesn't know of it still grows, and the partner has left all the same.
        var branch = draft
        try branch.remove(phone, by: desk)
        #expect(try LogDraft.meeting(left, branch).hasLeft == false)
        var deskLeft = draft
        try deskLeft.append(.leave, by: desk)
        #expect(try LogDraft.meeting(deskLeft, branch).hasLeft)
    }

    private func expect(_ error: LogError, _ entry: LogEntry, at location: SourceLocation = #_sourceLocation) throws {
        var log = draft.log
        #expect(throws: error, sourceLocation: location) { try log.insert(entry) }
        #expect(log == draft.log, sourceLocation: location)
    }
}
