import Support

/// Draws random steps: mostly what people do, mixed with the plan's faults.
struct ScriptWriter {
    let plan: Plan
    let random: SeededRandom
    /// How many devices each partner has been given so far.
    private var machines: Fleet
    /// The inviter's last device has been removed.
    private var isRobbed = false
    /// How many devices they start with.
    let fleet: Fleet

    init(plan: Plan, random: SeededRandom) {
        self.plan = plan
        self.random = random
        let most: UInt64 =
            switch plan {
            case .devices, .devicesAndHistory: random.number() % 4 == 0 ? 3 : 2
            case .calm, .network, .crashes, .clocks, .history, .homes, .partner, .removed, .conspiracy: 2
            case .couples, .silence: 1
            }
        fleet = Fleet(
            inviter: 1 + Int(random.number() % most) + (plan.hasThief ? 1 : 0),
            joiner: plan.hasHostileJoiner ? 1 : 1 + Int(random.number() % most))
        machines = fleet
    }

    mutating func write(count: Int) -> [Step] {
        var steps = beginning()
        while steps.count < count {
            if plan != .calm, chance(4) { steps += trouble() } else { steps.append(work()) }
            if chance(6) { steps.append(.wait(seconds: [30, 400, 3_600, 90_000][pick(4)])) }
        }
        return steps
    }

    private func pick(_ count: Int) -> Int { Int(random.number() % UInt64(count)) }
    private func chance(_ oneIn: Int) -> Bool { pick(oneIn) == 0 }

    private func anyone() -> DeviceRef {
        let partner = pick(2)
        return DeviceRef(partner: partner, index: pick(machines[partner]))
    }

    /// Sets handshake mode for some.
    private func beginning() -> [Step] {
        var steps: [Step] = []
        for partner in 0...1 where chance(2) {
            steps.append(.setReveal(DeviceRef(partner: partner, index: 0), handshake: true))
        }
        if plan == .history || plan == .devicesAndHistory || plan == .conspiracy { steps.append(.backUp) }
        return steps
    }

    private mutating func link(_ partner: Int) -> [Step] {
        let first = DeviceRef(partner: partner, index: 0)
        machines[partner] = min(machines[partner] + 1, 4)
        return [.link(first), .sync(first)]
    }

    /// A device comes and goes while the other partner, who has something to send, learns of neither; they then learn of both page
    /// by page.
    private mutating func passing(_ partner: Int) -> [Step] {
        let (first, new) = (DeviceRef(partner: partner, index: 0), DeviceRef(partner: partner, index: machines[partner]))
        let other = DeviceRef(partner: 1 - partner, index: 0)
        return link(partner) + [.removeDevice(by: first, new), .sync(first), .seal(other, prompt: pick(3)), .sync(other)]
    }

    private func work() -> Step {
        let (who, prompt) = (anyone(), chance(3) ? 1 + pick(2) : 0)
        switch pick(20) {
        case 0...5: return .sync(who)
        case 6...9: return .seal(who, prompt: prompt)
        case 10...11: return .draft(who, prompt: prompt)
        // A withdrawn answer becomes a draft: sealing that would reveal that it had been sealed before.
        case 12: return plan == .silence ? .seal(who, prompt: prompt) : .sealDraft(who, prompt: prompt)
        case 13: return plan == .silence ? .sealUnseen(who, prompt: prompt) : .withdraw(who, prompt: prompt)
        case 14: return .skip(who, prompt: prompt, undo: chance(3))
        case 15: return .again(who, prompt: prompt)
        case 16: return plan == .silence ? .sync(who) : .restoreVersion(who, prompt: prompt, pick: pick(4))
        case 17: return chance(2) ? .ask(who) : .rename(who)
        case 18: return .setReveal(who, handshake: chance(2))
        default: return .sync(who)
        }
    }

    private mutating func trouble() -> [Step] {
        switch plan {
        case .calm: []
        case .silence: [chance(2) ? .stopServerClock : .setServerClock(ahead: [-90_000, 0, 90_000][pick(3)])]
        case .network: networkTrouble()
        case .crashes: crash()
        case .clocks: [clockTrouble()]
        case .history: historyTrouble()
        case .homes: homeTrouble()
        case .devices: deviceTrouble()
        case .devicesAndHistory: chance(2) ? deviceTrouble() : historyTrouble()
        case .partner: [.commit(partnersDeed())]
        case .removed: theft(byPartner: false)
        case .conspiracy: [theft(byPartner: chance(2)), [.commit(partnersDeed())], historyTrouble()][pick(3)]
        case .couples: chance(3) ? [.leave(anyone()), .sync(anyone()), .pairAnew] : networkTrouble()
        }
    }

    private func networkTrouble() -> [Step] {
        if chance(5) { return [.deliverLate] }
        let who = anyone()
        let fates = (0...pick(4)).map { _ -> NetworkFate in
            switch pick(8) {
            case 0: .requestLost
            case 1, 2: .replyLost
            case 3: .duplicated
            case 4: .late
            case 5: .grouped(failing: pick(2))
            default: .through
            }
        }
        return [.network(who, fates), .sync(who)]
    }

    private func crash() -> [Step] {
        let who = anyone()
        let moment = Moment.allCases[pick(3)]
        if chance(2) { return [.network(who, [.through, .through, .serverEnds(moment)].suffix(1 + pick(3))), .sync(who)] }
        let end = Step.end(who, transaction: pick(4), moment)
        return chance(2) ? [end, .sync(who)] : [end]
    }

    private func clockTrouble() -> Step {
        let days: Int64 = [-3, -1, 1, 3][pick(4)] * 86_400
        switch pick(6) {
        case 0: return .setServerClock(ahead: chance(3) ? 0 : days)
        case 1: return .stopServerClock
        case 2: return .stopClock(anyone())
        case 3: return .reboot(anyone())
        default: return .setClock(anyone(), ahead: chance(4) ? 0 : days + Int64(pick(1000)))
        }
    }

    private func historyTrouble() -> [Step] {
        switch pick(6) {
        case 0, 1: [.backUp]
        case 2...4: [goBack(to: pick(4))]
        default: machines[0] > 1 && machines[1] > 1 ? rivals() : [goBack(to: 0)]
        }
    }

    private func goBack(to pick: Int) -> Step { chance(3) ? .restore(pick: pick) : .copyBack(pick: pick) }

    /// Two devices reveal a round that the server then loses; two others, which haven't learned of it, reveal another pair.
    private func rivals() -> [Step] {
        let prompt = pick(3)
        let first = pick(2)
        let pairs = [first, 1 - first].map { index in [0, 1].map { DeviceRef(partner: $0, index: index) } }
        let reveals = pairs.map { pair in
            pair.map { Step.seal($0, prompt: prompt) } + (pair + pair).map { Step.sync($0) }
        }
        return [.backUp] + reveals[0] + [goBack(to: 0)] + reveals[1] + pairs[0].map { Step.sync($0) }
    }

    private func homeTrouble() -> [Step] {
        let who = anyone()
        switch pick(5) {
        case 0, 1: return [.keepHome(who)]
        case 2, 3: return [.setHomeBack(who)]
        default: return [.cloneHome(who)]
        }
    }

    /// The device is removed first, and the server knows it.
    private mutating func theft(byPartner: Bool) -> [Step] {
        guard isRobbed else {
            isRobbed = true
            let first = DeviceRef(partner: 0, index: 0)
            let removal: [Step] = [.removeDevice(by: first, DeviceRef(partner: 0, index: machines[0] - 1)), .sync(first)]
            return removal + theft(byPartner: byPartner)
        }
        let prompt = pick(3)
        let theft: Deed.Theft =
            switch pick(8) {
            case 0, 1: .words(prompt: prompt)
            case 2, 3: .removals
            case 4: .machine(prompt: prompt)
            case 5: .leave
            case 6: .pair
            default: .records(prompt: prompt)
            }
        return [.commit(.theft(theft, byPartner: byPartner))]
    }

    private func partnersDeed() -> Deed {
        switch pick(10) {
        case 0: .offerLogs
        case 1: .takeCard(pick: pick(2))
        case 2, 3: .farStamp(pick: pick(5))
        case 4: .oldVersions
        case 5: .squat(prompt: pick(3))
        case 6: .openings(prompt: pick(3))
        case 7: .rivalPair(prompt: pick(3))
        case 8: .grants(pick: pick(5))
        default: .cursor
        }
    }

    private mutating func deviceTrouble() -> [Step] {
        let partner = pick(2)
        let others = (0..<machines[partner]).map { DeviceRef(partner: partner, index: $0) }
        switch pick(7) {
        case 0: return passing(partner)
        case 1, 6: return link(partner)
        case 2, 3: return [.removeDevice(by: others[pick(others.count)], others[pick(others.count)])]
        case 4: return [.makeKit(others[pick(others.count)])]
        default:
            machines[partner] = min(machines[partner] + 1, 4)
            return [.recover(partner: partner)]
        }
    }
}
