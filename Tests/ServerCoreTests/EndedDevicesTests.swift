import Models
import ServerCore
import Support
import Testing
import Wire

/// Everything a device can sign, signed by devices of every status, on either side of a pair.
@Suite("What a device signs that may not, or may no longer")
struct EndedDevicesTests {
    /// Who signed it.
    enum Signer: CaseIterable, Sendable {
        case live, removedStanding, removedNotStanding, unknown, kit, link, partners

        /// Whether versions that it signed count.
        var counts: Bool { self == .live || self == .removedStanding }
    }

    /// What is signed. If it's an opening, a live device signed its answer, and the other way round.
    enum Signed: CaseIterable, Sendable {
        case own, shared, tombstone, seal, sealsOpening, opening, pairMine, pairMineOpening, pairTheirs, pairTheirsOpening

        var isTheirs: Bool { self == .pairTheirs || self == .pairTheirsOpening }
    }

    /// A couple whose first partner makes the call; the devices belong to the signer's partner.
    private struct Scene {
        var couple: TestCouple
        let owner: WritableKeyPath<TestCouple, TestClient>
        let phone: TestDevice
        let kit = TestDevice(kind: .kit)
        let link: TestDevice

        init(_ kind: StoreKind, isTheirs: Bool) async throws {
            couple = try await kind.server().couple()
            owner = isTheirs ? \.second : \.first
            var client = couple[keyPath: owner]
            let linked = try await client.linked()
            phone = linked.partner.device
            link = TestDevice(kind: .link, expires: couple.now.advanced(by: .seconds(600)))
            try await client.pull([
                client.partner.append(.add(card: kit.card, retiring: nil)),
                client.partner.append(.add(card: link.card, retiring: nil)),
            ])
            couple[keyPath: owner] = client
        }

        func signing(_ signer: Signer) -> TestPartner {
            let partner = couple[keyPath: owner].partner
            return switch signer {
            case .live, .removedStanding, .removedNotStanding: partner.at(phone)
            case .unknown: partner.at(TestDevice())
            case .kit: partner.at(kit)
            case .link: partner.at(link)
            case .partners: partner.at((owner == \.first ? couple.second : couple.first).partner.device)
            }
        }

        mutating func remove(standing: [VersionDigest]) async throws {
            var client = couple[keyPath: owner]
            try await client.pull([client.partner.append(.remove(device: phone.id, standing: standing))])
            couple[keyPath: owner] = client
        }
    }

    /// - Returns: the write, and the digest of the part that the signer signed.
    private func write(_ signed: Signed, by signer: TestPartner, _ scene: inout Scene) async throws -> (Write, VersionDigest) {
        let (now, round) = (scene.couple.now, scene.couple.round())
        let (first, second) = (scene.couple.first.partner, scene.couple.second.partner)
        func offered(_ record: Record, _ opening: Opening? = nil) -> Write {
            .record(RecordWrite(record: record, opening: opening, offered: true))
        }
        switch signed {
        case .own, .shared:
            let record = try signer.record(signed == .own ? .own : .shared, at: now)
            return (offered(record), record.header.digest)
        case .tombstone:
            let record = try signer.record(.shared, at: now, deleted: true)
            return (offered(record), record.header.digest)
        case .seal:
            let record = try signer.answer(round, at: now)
            return (offered(record, try first.opening(of: record)), record.header.digest)
        case .sealsOpening:
            let record = try first.answer(round, at: now)
            let opening = try signer.opening(of: record)
            return (offered(record, opening), opening.digest)
        case .opening:
            let mine = try first.answer(round, at: now)
            try await scene.couple.first.pull([.record(RecordWrite(record: mine))])
            try await scene.couple.second.pull([.record(RecordWrite(record: second.answer(round, at: now)))])
            try await scene.couple.first.pull()
            let opening = try signer.opening(of: mine)
            return (.opening(opening), opening.digest)
        case .pairMine, .pairMineOpening, .pairTheirs, .pairTheirsOpening:
            let signsAnswer = signed == .pairMine || signed == .pairTheirs
            func half(_ partner: TestPartner, isMeant: Bool) throws -> RevealedAnswer {
                let record = try (isMeant && signsAnswer ? signer : partner).answer(round, at: now)
                return RevealedAnswer(record: record, opening: try (isMeant && !signsAnswer ? signer : partner).opening(of: record))
            }
            let mine = try half(first, isMeant: !signed.isTheirs)
            let theirs = try half(second, isMeant: signed.isTheirs)
            let meant = signed.isTheirs ? theirs : mine
            return (
                .pair(RevealedPair(mine: mine, theirs: theirs.withoutOwnKey)),
                signsAnswer ? meant.record.header.digest : meant.opening.digest
            )
        }
    }

    @Test(arguments: Signed.allCases, Signer.allCases)
    func `counts if a machine signed it that is alive, or whose removal lets it stand, and else nothing of it does`(
        _ signed: Signed, _ signer: Signer
    ) async throws {
        for kind in StoreKind.allCases {
            var scene = try await Scene(kind, isTheirs: signed.isTheirs)
            let (write, digest) = try await write(signed, by: scene.signing(signer), &scene)
            switch signer {
            case .removedStanding: try await scene.remove(standing: [digest])
            case .removedNotStanding: try await scene.remove(standing: [VersionDigest(validated: Bytes(repeating: 1, count: 32))])
            default: break
            }
            try await scene.couple.first.pull()
            let before = try RecordScope.allCases.map {
                try Set(scene.couple.first.server.stored($0, scene.couple.first.partner.couple))
            }
            let outcome = try await scene.couple.first.pull([write]).outcomes[0]
            let after = try RecordScope.allCases.map {
                try Set(scene.couple.first.server.stored($0, scene.couple.first.partner.couple))
            }
            if signer.counts {
                #expect(outcome == .applied, "\(kind)")
                #expect(after != before, "\(kind)")
            } else {
                #expect({ if case .refused = outcome { true } else { false } }(), "\(kind) \(outcome)")
                #expect(after == before, "\(kind)")
            }
        }
    }

    @Test(arguments: Signer.allCases) func `keys and entries count from live machines alone`(_ signer: Signer) async throws {
        for kind in StoreKind.allCases {
            var scene = try await Scene(kind, isTheirs: false)
            let partner = scene.signing(signer)
            let grant = try partner.grant(.personal, to: [scene.couple.first.partner.device.id])
            switch signer {
            case .removedStanding: try await scene.remove(standing: [grant.digest])
            case .removedNotStanding: try await scene.remove(standing: [])
            default: break
            }
            let add = try scene.couple.first.partner.entry(.remove(device: scene.kit.id, standing: []), by: partner.device)
            let writes: [Write] = [.grant(grant), .entry(EntryWrite(partner: partner.id, entry: add))]
            let outcomes = try await scene.couple.first.pull(writes).outcomes
            for outcome in outcomes { #expect((outcome == .applied) == (signer == .live), "\(kind) \(outcome)") }
        }
    }
}
