import Crypto
import Models
import ServerCore
import Support
import Testing
import Wire

@Suite("Room in a device log")
struct LogRoomTests {
    private static let limits = Limits(logEntries: 16)

    /// Adds devices until the server refuses one.
    ///
    /// - Returns: the devices that were added.
    private func fill(_ client: inout TestClient) async throws -> [TestDevice] {
        var added: [TestDevice] = []
        while added.count < 100 {
            let device = TestDevice()
            let entry = try client.partner.entry(.add(card: device.card, retiring: nil))
            let outcome = try await client.sync([.entry(EntryWrite(partner: client.partner.id, entry: entry))]).outcomes[0]
            guard outcome == .applied else {
                #expect(outcome == .refused(.quotaRecords))
                break
            }
            try client.partner.log.insert(entry)
            added.append(device)
        }
        return added
    }

    @Test(arguments: StoreKind.allCases) func `each machine adds so many, and all of them so many`(_ kind: StoreKind) async throws {
        var couple = try await kind.server(limits: Self.limits).couple()
        // The first entry and the pairing come from the first device.
        let first = try await fill(&couple.first)
        #expect(first.count == 2)
        var (log, all) = (couple.first.partner, 4)
        for device in first {
            var client = try await couple.first.server.client(log.at(device))
            all += try await fill(&client).count
            log = client.partner
        }
        #expect(all == 12)
    }

    @Test(arguments: StoreKind.allCases)
    func `a full log takes removals and leaving, and has room again without the machines that filled it`(_ kind: StoreKind)
        async throws
    {
        var couple = try await kind.server(limits: Self.limits).couple()
        let thief = try await couple.first.linked().partner
        // The thief's device fills the log through devices that it adds.
        var (machines, log, next) = ([thief.device], thief, 0)
        while next < machines.count {
            var client = try await couple.first.server.client(log.at(machines[next]))
            machines += try await fill(&client)
            log = client.partner
            next += 1
        }
        couple.first.partner = log.at(couple.first.partner.device)
        #expect(try await fill(&couple.first).isEmpty)
        for device in machines {
            let removal = try couple.first.partner.append(.remove(device: device.id, standing: []))
            #expect(try await couple.first.pull([removal]).outcomes == [.applied])
            await #expect(throws: Problem.of(.deviceRemoved)) { try await couple.first.server.signIn(log.at(device)) }
        }
        #expect(
            try await couple.first.pull([couple.first.partner.append(.add(card: TestDevice().card, retiring: nil))]).outcomes == [
                .applied
            ])
        #expect(try await couple.first.pull([couple.first.partner.append(.leave)]).outcomes == [.applied])
    }

    @Test(arguments: StoreKind.allCases)
    func `a removal has room also where the log has moved meanwhile`(_ kind: StoreKind) async throws {
        var couple = try await kind.server(limits: Self.limits).couple()
        var thief = try await couple.first.linked()
        let removal = try couple.first.partner.entry(.remove(device: thief.partner.device.id, standing: []))
        _ = try await fill(&thief)
        let offered = Write.entry(EntryWrite(partner: couple.first.partner.id, entry: removal, offered: true))
        #expect(try await couple.first.pull([offered]).outcomes == [.applied])
        await #expect(throws: Problem.of(.tokenUnknown)) { try await thief.sync() }
    }

    @Test(arguments: StoreKind.allCases) func `no more branches grow than one entry can join`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        let tips = couple.first.partner.log.tips
        var outcomes: [Outcome] = []
        for _ in 0..<18 {
            let entry = try couple.first.partner.entry(.add(card: TestDevice().card, retiring: nil), previous: tips)
            outcomes += try await couple.first.sync([
                .entry(EntryWrite(partner: couple.first.partner.id, entry: entry, offered: true))
            ]).outcomes
        }
        #expect(outcomes == Array(repeating: .applied, count: 16) + Array(repeating: .refused(.quotaRecords), count: 2))
    }

    // MARK: - What is checked first
    @Test(arguments: StoreKind.allCases)
    func `box and permit are looked at before the log that comes with an answer`(_ kind: StoreKind) async throws {
        let couple = try await kind.server().couple()
        var joiner = try TestPartner(random: couple.first.server.random)
        let good = try joiner.joining(couple.first.partner, at: couple.first.server.random.value())
        let last = try #require(good.log.last)
        let forged = LogEntry(
            previous: last.previous, action: last.action, device: last.device, time: last.time,
            signature: Signature(validated: Bytes(repeating: 1, count: 64)))
        let bad = BoxAnswerRequest(locator: good.locator, log: [good.log[0], forged], grants: good.grants, proof: good.proof)
        await #expect(throws: Problem.of(.boxUnknown)) { try await couple.first.server.exchange.answerBox(bad) }
    }

    @Test
    func `an entry's signature is checked before the transaction, under a card that the request brings or that is known`() throws {
        var partner = try TestPartner(random: SeededRandom(seed: 1))
        let write = try partner.append(.add(card: TestDevice().card, retiring: nil))
        guard case .entry(let entry) = write else { return }
        let card = partner.device.card
        #expect(WriteCheck(write, cards: [card.id: card]) == .sound)
        #expect(WriteCheck(write, cards: [:]) == .unknownSigner)
        let forged = LogEntry(
            previous: entry.entry.previous, action: entry.entry.action, device: entry.entry.device, time: Instant(milliseconds: 1),
            signature: entry.entry.signature)
        let bad = Write.entry(EntryWrite(partner: partner.id, entry: forged))
        #expect(WriteCheck(bad, cards: [card.id: card]) == .flawed(.badEntry))
    }

    @Test(arguments: StoreKind.allCases)
    func `entries of one request may build on each other, whoever signs them`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        let (phone, tablet) = (TestDevice(), TestDevice())
        let writes = try [
            couple.first.partner.append(.add(card: phone.card, retiring: nil)),
            couple.first.partner.append(.add(card: tablet.card, retiring: nil), by: phone),
            couple.first.partner.append(.remove(device: phone.id, standing: []), by: tablet),
        ]
        #expect(try await couple.first.pull(writes).outcomes == [.applied, .applied, .applied])
    }

    // MARK: - What is refused by itself
    @Test(arguments: StoreKind.allCases, [DeviceKind.kit, .link])
    func `a key is not taken from a code on paper`(_ kind: StoreKind, _ code: DeviceKind) async throws {
        var couple = try await kind.server().couple()
        let paper = TestDevice(
            kind: code, expires: code == .link ? couple.now.advanced(by: .seconds(Limits().linkSeconds)) : nil)
        try await couple.first.pull([couple.first.partner.append(.add(card: paper.card, retiring: nil))])
        let grant = try couple.first.partner.at(paper).grant(.personal, to: [couple.first.partner.device.id])
        var client = try await couple.first.server.client(couple.first.partner.at(paper))
        #expect(try await client.pull([.grant(grant)]).outcomes == [.refused(.notForPaper)])
        #expect(try await couple.first.pull([.grant(grant)]).outcomes == [.refused(.notForPaper)])
    }

    @Test(arguments: StoreKind.allCases)
    func `a card with a key that protects nothing is not taken`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        let neutral = Bytes([1]) + Bytes(repeating: 0, count: 31)
        let good = TestDevice().card
        for card in [
            DeviceCard(kind: .machine, signing: SigningKey(validated: neutral), agreement: good.agreement),
            DeviceCard(kind: .machine, signing: good.signing, agreement: AgreementKey(validated: neutral)),
        ] {
            let entry = try couple.first.partner.entry(.add(card: card, retiring: nil))
            let outcomes = try await couple.first.pull([.entry(EntryWrite(partner: couple.first.partner.id, entry: entry))])
                .outcomes
            #expect(outcomes == [.refused(.badEntry)])
        }
    }

    @Test(arguments: StoreKind.allCases) func `an entry that names no versions is small`(_ kind: StoreKind) async throws {
        var couple = try await kind.server().couple()
        let entry = try couple.first.partner.entry(
            .leave, previous: (0..<120).map { _ in couple.first.server.random.value() })
        let outcomes = try await couple.first.pull([.entry(EntryWrite(partner: couple.first.partner.id, entry: entry))]).outcomes
        #expect(outcomes == [.refused(.entryTooLarge)])
    }
}
