import Models
import ServerCore
import Support
import Testing
import Wire

/// Each partner's room, counted separately: however much one of them fills, the other has all of theirs.
@Suite("Quotas of each side")
struct QuotaTests {
    enum Which: CaseIterable, Sendable { case first, second }

    /// What takes up room.
    enum Kind: CaseIterable, Sendable { case own, shared, sealed, grant }

    private func write(_ kind: Kind, _ partner: TestPartner, _ couple: TestCouple, counter: UInt32) throws -> Write {
        switch kind {
        case .own, .shared:
            .record(
                RecordWrite(
                    record: try partner.record(kind == .own ? .own : .shared, at: couple.now, counter: counter, body: [1, 2, 3])))
        case .sealed: try partner.seal(couple.round(), at: couple.now, counter: counter)
        case .grant: .grant(try partner.grant(.personal, to: [partner.device.id], epoch: Int64(counter)))
        }
    }

    /// Writes until a write is refused.
    ///
    /// - Returns: how many were accepted, and why the next one wasn't.
    private func fill(_ client: inout TestClient, _ kind: Kind, _ couple: TestCouple, first: UInt32 = 0) async throws -> (
        Int, Outcome?
    ) {
        for count in 0..<40 {
            let outcome = try await client.pull([write(kind, client.partner, couple, counter: first + UInt32(count))]).outcomes[0]
            if outcome != .applied { return (count, outcome) }
        }
        return (40, nil)
    }

    @Test(arguments: Kind.allCases, Which.allCases)
    func `one side's records are full, whoever it is, and the other's are not`(_ kind: Kind, _ which: Which) async throws {
        for store in StoreKind.allCases {
            let couple = try await store.server(limits: Limits(recordsPerPartner: 8)).couple()
            var full = which == .first ? couple.first : couple.second
            var other = which == .first ? couple.second : couple.first
            let (taken, refusal) = try await fill(&full, kind, couple)
            // Joining may have taken some of it.
            #expect((5...8).contains(taken), "\(store)")
            #expect(refusal == .refused(.quotaRecords), "\(store)")
            // Whichever kind filled it, no other kind has separate room.
            for kind in Kind.allCases {
                let outcome = try await full.pull([write(kind, full.partner, couple, counter: 90)]).outcomes
                #expect(outcome == [.refused(.quotaRecords)], "\(store) \(kind)")
            }
            let (rest, _) = try await fill(&other, kind, couple)
            #expect((5...8).contains(rest), "\(store)")
        }
    }

    @Test(arguments: [Which.first, .second])
    func `one side's octets are full to the last, and the other's are not`(_ which: Which) async throws {
        for store in StoreKind.allCases {
            let couple = try await store.server(limits: Limits(bytesPerPartner: 10_000)).couple()
            var full = which == .first ? couple.first : couple.second
            var other = which == .first ? couple.second : couple.first
            let id: RecordID = couple.first.server.random.value()
            // The largest body that fits, for one record that is rewritten.
            var (fits, tooLarge, counter) = (0, 10_001, UInt32(0))
            while tooLarge - fits > 1 {
                let size = (fits + tooLarge) / 2
                counter += 1
                let record = try full.partner.record(
                    .own, id: id, at: couple.now, counter: counter, body: Bytes(repeating: 7, count: size))
                switch try await full.pull([.record(RecordWrite(record: record))]).outcomes {
                case [.applied]: fits = size
                case [.refused(.quotaBytes)]: tooLarge = size
                case let outcomes: Issue.record("\(store): \(outcomes) at \(size)")
                }
            }
            // The grants that came with a joiner's answer count as theirs.
            #expect(which == .first ? fits == 10_000 : (5_000..<10_000).contains(fits), "\(store) \(fits)")
            counter += 1
            let last = try full.partner.record(
                .own, id: id, at: couple.now, counter: counter, body: Bytes(repeating: 7, count: fits))
            let more = try full.partner.record(.own, at: couple.now, body: [7])
            #expect(
                try await full.pull([.record(RecordWrite(record: last)), .record(RecordWrite(record: more))]).outcomes
                    == [.applied, .refused(.quotaBytes)], "\(store)")
            let record = try other.partner.record(.own, at: couple.now, body: Bytes(repeating: 7, count: 5000))
            #expect(try await other.pull([.record(RecordWrite(record: record))]).outcomes == [.applied], "\(store)")
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `what the other writes over a record of both is theirs to pay for, and gives room back`(_ store: StoreKind) async throws {
        var couple = try await store.server(limits: Limits(recordsPerPartner: 3)).couple()
        let id: RecordID = couple.first.server.random.value()
        func version(_ client: TestClient, _ counter: UInt32) throws -> Write {
            .record(
                RecordWrite(
                    record: try client.partner.record(.shared, id: id, owner: .couple, at: couple.now, counter: counter, body: [1]))
            )
        }
        func own(_ client: TestClient) throws -> Write {
            .record(RecordWrite(record: try client.partner.record(.own, at: couple.now, body: [1])))
        }
        #expect(
            try await couple.first.pull([version(couple.first, 0), own(couple.first), own(couple.first)]).outcomes
                == Array(repeating: .applied, count: 3))
        #expect(try await couple.first.pull([own(couple.first)]).outcomes == [.refused(.quotaRecords)])
        // The other partner took it over: the first has room for exactly one more.
        #expect(try await couple.second.pull([version(couple.second, 1)]).outcomes == [.applied])
        #expect(
            try await couple.first.pull([own(couple.first), own(couple.first)]).outcomes == [.applied, .refused(.quotaRecords)])
        // Joining may have taken one of the other partner's three places, and the record another.
        let taken = try await couple.second.pull([own(couple.second), own(couple.second), own(couple.second)]).outcomes
        #expect((1...2).contains(taken.count { $0 == .applied }) && taken.last == .refused(.quotaRecords))
        // A partner without room can't take anything back, not even a record that was once their own.
        #expect(try await couple.first.pull([version(couple.first, 2)]).outcomes == [.refused(.quotaRecords)])
    }
}
