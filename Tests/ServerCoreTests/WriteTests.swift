import Models
import ServerCore
import Support
import Testing
import Wire

@Suite("Deciding a write")
struct WriteTests {
    @Test(arguments: StoreKind.allCases)
    func `the greater stamp wins, whatever the order, and the same version is one write`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        let id: RecordID = couple.first.server.random.value()
        let older = try couple.first.partner.record(.shared, id: id, owner: .couple, at: couple.now)
        let newer = try couple.second.partner.record(.shared, id: id, owner: .couple, at: couple.now.advanced(by: .seconds(1)))
        #expect(try await couple.second.pull([.record(RecordWrite(record: newer))]).outcomes == [.applied])
        let outcomes = try await couple.first.pull([.record(RecordWrite(record: older))])
        #expect(outcomes.outcomes == [.superseded])
        #expect(couple.first.records[id]?.body == newer.body)
        #expect(try await couple.second.pull([.record(RecordWrite(record: newer))]).outcomes == [.applied])
        #expect(try await couple.first.pull().changes.isEmpty)
    }

    @Test(arguments: StoreKind.allCases) func `a stamp from the future is refused alone`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        let partner = couple.first.partner
        let limit = couple.now.advanced(by: .seconds(Limits().futureSeconds))
        let writes = try [couple.now, limit.advanced(by: .milliseconds(1)), limit].map {
            Write.record(RecordWrite(record: try partner.record(.own, at: $0)))
        }
        #expect(try await couple.first.pull(writes).outcomes == [.applied, .refused(.stampInFuture), .applied])
        // The couple's greatest stamp may be reached again, even if the server's clock is behind it.
        couple.first.server.clock.advance(seconds: -3600)
        let again = try partner.record(.own, at: limit, counter: 1)
        #expect(try await couple.first.pull([.record(RecordWrite(record: again))]).outcomes == [.applied])
    }

    @Test(arguments: StoreKind.allCases) func `a device asleep for a year syncs normally`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        let old = try couple.first.partner.record(.own, at: couple.now.advanced(by: .seconds(-365 * 86400)))
        #expect(try await couple.first.pull([.record(RecordWrite(record: old))]).outcomes == [.applied])
    }

    @Test(arguments: StoreKind.allCases)
    func `whatever is another's is refused with a code of its own, and the rest goes through`(_ kind: StoreKind) async throws {
        var couple = try await kind.server(limits: Limits(bodyBytes: 300)).couple()
        let (partner, other, now) = (couple.first.partner, couple.second.partner, couple.now)
        let random = couple.first.server.random
        func write(_ record: Record, offered: Bool = false) -> Write { .record(RecordWrite(record: record, offered: offered)) }
        func altered(_ record: Record, body: Blob? = nil, signature: Signature? = nil) -> Write {
            write(
                Record(
                    header: record.header, signature: signature ?? record.signature, body: body ?? record.body,
                    ownKey: record.ownKey))
        }
        let answer = try partner.answer(random.value(), at: now)
        let good = try partner.record(.own, at: now)
        let round: RoundID = random.value()
        let foreignRound = RecordHeader(
            couple: partner.couple, id: random.value(), visibility: .sealed, owner: .author, author: partner.id,
            stamp: partner.stamp(now),
            round: round, commitment: random.value(), bodyHash: answer.header.bodyHash)
        let cases: [(Write, Outcome)] = try [
            (write(partner.record(.own, at: now, couple: random.value())), .refused(.foreignCouple)),
            (write(other.record(.own, at: now)), .refused(.foreignAuthor)),
            (write(partner.at(TestDevice()).record(.own, at: now)), .refused(.deviceNotAlive)),
            (write(partner.record(.own, owner: .couple, at: now)), .refused(.fieldsDoNotFit)),
            (
                write(Record(header: foreignRound, body: answer.body, ownKey: answer.ownKey, signedWith: partner.device.signing)),
                .refused(.foreignRound)
            ),
            (altered(good, body: Blob([1])), .refused(.bodyHashMismatch)),
            (altered(good, signature: answer.signature), .refused(.badSignature)),
            (write(partner.record(.own, at: now, body: random.bytes(301))), .refused(.bodyTooLarge)),
            (write(good), .applied),
        ]
        let outcomes = try await couple.first.pull(cases.map(\.0)).outcomes
        #expect(outcomes == cases.map(\.1))
    }

    @Test(arguments: StoreKind.allCases)
    func `a version that is not offered is signed by the calling machine`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        let other = try await couple.first.linked()
        let record = try other.partner.record(.own, at: couple.now)
        #expect(try await couple.first.pull([.record(RecordWrite(record: record))]).outcomes == [.refused(.badSignature)])
        #expect(try await couple.first.pull([.record(RecordWrite(record: record, offered: true))]).outcomes == [.applied])
    }

    @Test(arguments: StoreKind.allCases)
    func `a shared record of one partner is not written by the other`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        let mine = try couple.first.partner.record(.shared, at: couple.now)
        try await couple.first.pull([.record(RecordWrite(record: mine))])
        let theirs = try couple.second.partner.record(.shared, id: mine.header.id, at: couple.now.advanced(by: .seconds(1)))
        #expect(try await couple.second.pull([.record(RecordWrite(record: theirs))]).outcomes == [.refused(.foreignAuthor)])
        let owned = try couple.first.partner.record(
            .shared, id: mine.header.id, owner: .couple, at: couple.now.advanced(by: .seconds(2)))
        #expect(try await couple.first.pull([.record(RecordWrite(record: owned))]).outcomes == [.refused(.fieldsDoNotFit)])
    }

    @Test(arguments: StoreKind.allCases) func `quotas are a partner's own`(_ kind: StoreKind) async throws {
        var couple = try await kind.server(limits: Limits(recordsPerPartner: 3, bytesPerPartner: 1_500)).couple()
        let small = try (0..<2).map {
            Write.record(RecordWrite(record: try couple.first.partner.record(.own, at: couple.now, counter: UInt32($0))))
        }
        #expect(try await couple.first.pull(small).outcomes == [.applied, .applied])
        let large = try couple.first.partner.record(.own, at: couple.now, body: couple.first.server.random.bytes(1_100))
        #expect(try await couple.first.pull([.record(RecordWrite(record: large))]).outcomes == [.refused(.quotaBytes)])
        let more = try (2..<4).map {
            Write.record(RecordWrite(record: try couple.first.partner.record(.own, at: couple.now, counter: UInt32($0), body: [1])))
        }
        #expect(try await couple.first.pull(more).outcomes == [.applied, .refused(.quotaRecords)])
        let other = try couple.second.partner.record(.own, at: couple.now)
        // The joiner's key grant counts as theirs from pairing on.
        #expect(try await couple.second.pull([.record(RecordWrite(record: other))]).outcomes == [.applied])
    }

    @Test func `more writes than the server takes at once are refused as a whole`() async throws {
        var couple = try await StoreKind.memory.server(limits: Limits(writes: 3)).couple()
        let writes = try (0..<4).map {
            Write.record(RecordWrite(record: try couple.first.partner.record(.own, at: couple.now, counter: UInt32($0))))
        }
        await #expect(throws: Problem.of(.tooManyWrites)) { try await couple.first.pull(writes) }
    }

    @Test(arguments: StoreKind.allCases)
    func `an answer cannot be sealed before there is a partner`(_ kind: StoreKind) async throws {
        let server = try kind.server()
        let partner = try TestPartner(random: server.random)
        var client = try await server.client(partner, logs: [partner.log.entries])
        #expect(
            try await client.pull([partner.seal(server.random.value(), at: server.clock.now)]).outcomes == [.refused(.unpaired)])
        #expect(
            try await client.pull([.record(RecordWrite(record: partner.record(.own, at: server.clock.now)))]).outcomes == [.applied]
        )
    }
}
