import Catalogue
import Models
import Wire

/// Explains what is waiting in a home, why, and what is wrong.
package enum Explanation {
    /// Pure. Findings are ordered by how urgently someone should act on them.
    package static func findings(in facts: HomeFacts) -> [Finding] {
        let home: [Finding] = [facts.writeError.map(Finding.unwritable) ?? .home, .phase(facts.phase)]
        let leaving: [Finding] = facts.isLeaving ? [.leaving] : []
        return home + leaving + server(facts) + keys(facts) + changes(facts) + rounds(facts) + lost(facts) + [.kit(facts.hasKit)]
    }

    // MARK: The server
    private static func server(_ facts: HomeFacts) -> [Finding] {
        var findings: [Finding] = facts.server.map { [.server($0)] } ?? []
        if let time = facts.info?.time, !time.isPlausible {
            findings.append(.serverClockWrong(time))
        } else {
            findings += contact(facts)
            // A correct clock isn't news; a wrong one explains something.
            if let clock = facts.clockAhead.map(Finding.clock), facts.info != nil || clock.level != .fine { findings.append(clock) }
        }
        return findings + passedOver(facts) + history(facts)
    }

    private static func passedOver(_ facts: HomeFacts) -> [Finding] {
        let passed = facts.passedOver
        var findings: [Finding] = []
        if passed.count > 0 {
            findings.append(.passedOver(passed.count, prompts: passed.prompts, machines: passed.machines, asked: passed.asked))
        }
        if passed.byRemoved > 0 { findings.append(.signedByRemoved(passed.byRemoved, devices: passed.removedDevices)) }
        return findings
    }

    private static func contact(_ facts: HomeFacts) -> [Finding] {
        switch facts.syncError {
        case nil: facts.info == nil ? [] : [.reachable]
        // Already stated by the phase.
        case .youHaveLeft?, .deviceRemoved?, .partnerHasLeft?: []
        case let error?: [.syncError(error)]
        }
    }

    /// How long to mention that a server went back.
    private static let memory = Duration.seconds(7 * 86_400)

    private static func history(_ facts: HomeFacts) -> [Finding] {
        guard let wentBack = facts.wentBack else { return [] }
        let isRecent = wentBack.advanced(by: memory) > facts.now
        return (isRecent || facts.offersLeft > 0 ? [.serverWentBack(at: wentBack, left: facts.offersLeft)] : [])
            + sealsThatMayNotCount(facts, since: wentBack)
    }

    /// A seal from before counts again once every live device of its author has nothing left to offer. A later signature shows that
    /// a device has come back; without one, a device that hasn't come back looks like one that had nothing to say.
    private static func sealsThatMayNotCount(_ facts: HomeFacts, since wentBack: Instant) -> [Finding] {
        let machines = facts.otherMachines.filter { ($0.lastSeen ?? wentBack) <= wentBack }.map(\.name)
        let seals = facts.rounds.filter { !$0.isFrozen && ($0.sealedAt.map { $0 <= wentBack } ?? false) }.map(\.reference)
        return machines.isEmpty || seals.isEmpty ? [] : [.sealsWaitForMachines(seals, machines: machines)]
    }

    // MARK: Keys
    private static func keys(_ facts: HomeFacts) -> [Finding] {
        let lacksKeys = facts.lacksNaming || facts.unreadableOwn + facts.unreadableShared > 0
        return (lacksKeys ? [.keysMissing(own: facts.unreadableOwn, shared: facts.unreadableShared)] : [])
            + (facts.newer > 0 ? [.needsNewerVersion(facts.newer)] : [])
    }

    // MARK: What this device did
    private static func changes(_ facts: HomeFacts) -> [Finding] {
        let heldByPartner = facts.waiting.filter(\.isHeldByPartner).count
        let refused = facts.waiting.filter { $0.refusal != nil && !$0.isHeldByPartner }
        let others = facts.waiting.filter { $0.refusal == nil }
        let inVain = others.filter { $0.restamped > 2 }
        let sendable = others.filter { $0.restamped <= 2 }
        let forPartner = facts.phase == .waiting ? sendable.filter(\.needsPartner) : []
        var findings: [Finding] = Dictionary(grouping: refused, by: \.refusal).compactMap { code, changes in
            code.map {
                .refused($0, prompts: prompts(changes), count: changes.count, limit: facts.info?.limits.limit(behind: $0))
            }
        }.sorted { $0.code < $1.code }
        if heldByPartner > 0 { findings.append(.heldByPartner(heldByPartner)) }
        if !facts.refusedOffers.isEmpty { findings.append(.offersRefused(facts.refusedOffers)) }
        if !inVain.isEmpty { findings.append(.stampedInVain(prompts: prompts(inVain), count: inVain.count)) }
        findings.append(.pending(sendable.count - forPartner.count))
        if !forPartner.isEmpty { findings.append(.waitsForPartner(forPartner.count)) }
        if !facts.finished.isEmpty, facts.phase == .waiting || facts.phase == .paired {
            findings.append(.finished(facts.finished, isPaired: facts.phase == .paired))
        }
        return findings
    }

    private static func prompts(_ changes: [WaitingChange]) -> [PromptID] { Set(changes.compactMap(\.prompt)).sorted() }

    // MARK: Rounds
    private static func rounds(_ facts: HomeFacts) -> [Finding] {
        func those(_ isMeant: (RoundFacts) -> Bool) -> [RoundReference]? {
            let found = facts.rounds.filter(isMeant).map(\.reference)
            return found.isEmpty ? nil : found
        }
        let sealed = { (round: RoundFacts) in round.state == .sealedByBoth && !round.isHeldBack }
        let findings: [Finding?] = [
            those { $0.state == .tampered && !$0.doesNotOpen }.map(Finding.notGenuine),
            those { $0.state == .tampered && $0.doesNotOpen }.map(Finding.doesNotOpen),
            facts.withoutAnswer.isEmpty ? nil : .notAnAnswer(facts.withoutAnswer),
            those { $0.state == .sealedByBoth && $0.isHeldBack }.map(Finding.heldBack),
            those { sealed($0) && !$0.hasGiven }.map(Finding.opensWithSync),
            those { sealed($0) && $0.hasGiven }.map { .waitsForOpening($0, lastSeen: facts.partnerLastSeen) },
            facts.phase == .paired ? those { $0.state == .sealedByPartner }.map(Finding.answerAwaited) : nil,
            facts.phase == .paired
                ? those { $0.state == .sealedByMe && $0.sealedAt != nil }.map { .waitsForSeal($0, lastSeen: facts.partnerLastSeen) }
                : nil,
        ]
        return findings.compactMap { $0 }
    }

    private static func lost(_ facts: HomeFacts) -> [Finding] {
        LostEdit.allCases.compactMap { kind in facts.lost[kind].map { .lost(kind, prompts: $0) } }
    }
}

extension RoundFacts {
    fileprivate var hasGiven: Bool { isFrozen && hasOpening }
}

extension Finding {
    /// Used to sort refusals.
    fileprivate var code: String { if case .refused(let code, _, _, _) = self { code.rawValue } else { "" } }
}

extension Limits {
    /// The server's stated limit, if the refusal is about one.
    fileprivate func limit(behind code: ErrorCode) -> Int64? {
        switch code {
        case .quotaRecords: Int64(recordsPerPartner)
        case .quotaBytes: Int64(bytesPerPartner)
        case .bodyTooLarge: Int64(bodyBytes)
        case .entryTooLarge: Int64(entryBytes)
        case .requestTooLarge: Int64(requestBytes)
        case .tooManyWrites: Int64(writes)
        default: nil
        }
    }
}

extension Instant {
    /// From 2026 to 2099: the range of a server clock that isn't obviously wrong.
    fileprivate var isPlausible: Bool { (1_767_225_600_000..<4_102_444_800_000).contains(milliseconds) }
}
