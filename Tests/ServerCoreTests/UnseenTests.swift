import Models
import ServerCore
import Support
import Testing
import Wire

/// The same couple on two servers; on one of them a partner also does things that the other partner never sees.
@Suite("What a partner does unseen")
struct UnseenTests {
    @Test(arguments: StoreKind.allCases) func `leaves no trace: drafts and their deletion`(_ kind: StoreKind) async throws {
        let script = try Script()
        let own = try script.plan.inviter.record(.own, at: script.now)
        let gone = try script.plan.inviter.record(.own, id: own.header.id, at: script.now.advanced(by: .seconds(1)), deleted: true)
        try await script.leavesNoTrace(
            kind,
            [
                .shown, .secret([.record(RecordWrite(record: own))]), .shown, .look, .secret([.record(RecordWrite(record: gone))]),
                .look,
                .shown, .look,
            ])
    }

    @Test(arguments: StoreKind.allCases)
    func `leaves no trace: a seal withdrawn before the other looks`(_ kind: StoreKind) async throws {
        let script = try Script()
        let (seal, withdrawal) = try script.passingSeal()
        try await script.leavesNoTrace(kind, [.look, .secret([seal]), .shown, .secret([withdrawal]), .look, .shown, .look])
        try await script.leavesNoTrace(kind, [.look, .secret([seal, withdrawal]), .look, .look])
    }

    @Test(arguments: StoreKind.allCases)
    func `leaves no trace: a withdrawn seal whose place ends a page`(_ kind: StoreKind) async throws {
        let script = try Script()
        let (seal, withdrawal) = try script.passingSeal()
        try await script.leavesNoTrace(
            kind,
            [
                .look, .secret([seal]), .shown, .shown, .shown, .shown, .secret([withdrawal]), .shown, .shown, .shown, .look, .look,
                .look, .look,
            ])
    }

    @Test(arguments: StoreKind.allCases)
    func `leaves no trace: a seal that comes and goes while the other reads page by page`(_ kind: StoreKind) async throws {
        let script = try Script()
        let (seal, withdrawal) = try script.passingSeal()
        try await script.leavesNoTrace(
            kind,
            [
                .look, .shown, .shown, .shown, .shown, .shown, .shown, .shown, .look, .secret([seal]), .shown, .look,
                .secret([withdrawal]), .shown,
                .look, .look, .look,
            ])
    }

    @Test(arguments: 0..<25) func `leaves no trace, in any order`(_ seed: UInt64) async throws {
        let script = try Script(seed: seed)
        let random = SeededRandom(seed: seed &+ 100)
        var events: [Event] = [.look]
        var open: [Write] = []
        for _ in 0..<30 {
            switch random.number() % 5 {
            case 0:
                let (seal, withdrawal) = try script.passingSeal()
                events.append(.secret([seal]))
                open.append(withdrawal)
            case 1:
                events += [.secret(open), .look]
                open = []
            case 2: events.append(.secret([.record(RecordWrite(record: try script.plan.inviter.record(.own, at: script.now)))]))
            default: events.append(.shown)
            }
        }
        try await script.leavesNoTrace(.memory, events + [.secret(open), .look, .look, .look, .look, .look])
    }

    @Test func `replacing a seal tells the partner nothing more than that it is sealed`() async throws {
        var couple = try await StoreKind.memory.server().couple()
        let round = couple.round()
        try await couple.first.pull([couple.first.partner.seal(round, at: couple.now)])
        try await couple.second.pull()
        try await couple.first.pull([couple.first.partner.seal(round, at: couple.now.advanced(by: .seconds(3)))])
        #expect(try await couple.second.pull().changes.isEmpty)
    }

    @Test(arguments: StoreKind.allCases)
    func `a seal that was seen and is withdrawn comes down as a tombstone, once`(_ kind: StoreKind) async throws {
        var couple = try await kind.server(limits: Limits(changes: 2)).couple()
        let round = couple.round()
        try await couple.first.pull([couple.first.partner.seal(round, at: couple.now)])
        try await couple.second.pull()
        for count in 0..<5 {
            try await couple.first.pull([
                .record(RecordWrite(record: couple.first.partner.record(.shared, at: couple.now, counter: UInt32(count))))
            ])
        }
        try await couple.first.pull([couple.first.partner.withdraw(round, at: couple.now.advanced(by: .seconds(1)))])
        let changes = try await couple.second.pull().changes.records
        #expect(changes.count == 6)
        #expect(changes.filter { $0.header.isDeleted }.count == 1)
        #expect(couple.second.belief(of: round, by: couple.first.partner.id)?.phase == nil)
        #expect(try await couple.second.pull().changes.isEmpty)

        // Sealed and withdrawn once more, unseen: nothing.
        try await couple.first.pull([couple.first.partner.seal(round, at: couple.now.advanced(by: .seconds(2)))])
        try await couple.first.pull([couple.first.partner.withdraw(round, at: couple.now.advanced(by: .seconds(3)))])
        #expect(try await couple.second.pull().changes.isEmpty)
    }

    @Test func `an id that the other partner keeps to themselves is not to be found by trying`() async throws {
        var couple = try await StoreKind.memory.server().couple()
        let round = couple.round()
        try await couple.first.pull([couple.first.partner.seal(round, at: couple.now)])
        try await couple.first.pull([couple.first.partner.withdraw(round, at: couple.now.advanced(by: .seconds(1)))])
        let probe = try couple.second.partner.record(.shared, id: .answer(of: round, by: couple.first.partner.id), at: couple.now)
        #expect(try await couple.second.pull([.record(RecordWrite(record: probe))]).outcomes == [.applied])
        #expect(
            try await couple.first.pull([couple.first.partner.seal(round, at: couple.now.advanced(by: .seconds(2)))]).outcomes == [
                .applied
            ])
    }

    @Test func `a draft with a stamp ahead of the clock does not move the other's bound`() async throws {
        var couple = try await StoreKind.memory.server().couple()
        let ahead = couple.now.advanced(by: .seconds(60))
        #expect(
            try await couple.first.pull([.record(RecordWrite(record: couple.first.partner.record(.own, at: ahead)))]).outcomes == [
                .applied
            ])
        couple.first.server.clock.advance(seconds: -30)
        let probe = try couple.second.partner.record(.own, at: ahead)
        #expect(try await couple.second.pull([.record(RecordWrite(record: probe))]).outcomes == [.refused(.stampInFuture)])
    }
}

extension UnseenTests {
    enum Event {
        /// The first partner writes something that both see.
        case shown
        /// The first partner does something unseen, on one of the two servers.
        case secret([Write])
        /// The second partner syncs once: one page.
        case look
    }

    /// Everything in a reply that must not differ.
    struct Seen: Equatable {
        let time: Instant
        let outcomes: [Outcome]
        let changes: [Change]
        let more: Bool
    }

    final class Script {
        let plan: CouplePlan
        let now = TestClock.start
        private let random: SeededRandom
        private var counter: UInt32 = 0

        init(seed: UInt64 = 1) throws {
            plan = try CouplePlan(seed: seed)
            random = SeededRandom(seed: seed &+ 50)
        }

        func passingSeal() throws -> (Write, Write) {
            counter += 2
            let round: RoundID = random.value()
            return try (
                plan.inviter.seal(round, at: now, counter: counter),
                plan.inviter.withdraw(round, at: now.advanced(by: .seconds(Int64(counter))))
            )
        }

        func leavesNoTrace(_ kind: StoreKind, _ events: [Event], sourceLocation: SourceLocation = #_sourceLocation) async throws {
            let shown = try events.map { _ in
                counter += 1
                return Write.record(RecordWrite(record: try plan.inviter.record(.shared, at: now, counter: counter)))
            }
            let quiet = try await run(kind, events, shown, secretly: false)
            let loud = try await run(kind, events, shown, secretly: true)
            #expect(quiet.count == loud.count, sourceLocation: sourceLocation)
            for (index, same) in zip(quiet, loud).map({ $0 == $1 }).enumerated() {
                #expect(same, "reply \(index)", sourceLocation: sourceLocation)
            }
        }

        private func run(_ kind: StoreKind, _ events: [Event], _ shown: [Write], secretly: Bool) async throws -> [Seen] {
            var couple = try await kind.server(limits: Limits(changes: 3)).couple(plan)
            var seen: [Seen] = []
            for (event, write) in zip(events, shown) {
                switch event {
                case .shown: try await couple.first.pull([write])
                case .secret(let writes):
                    guard secretly else { continue }
                    let outcomes = try await couple.first.pull(writes).outcomes
                    #expect(outcomes.allSatisfy { $0 == .applied })
                case .look:
                    let response = try await couple.second.sync()
                    seen.append(
                        Seen(time: response.time, outcomes: response.outcomes, changes: response.changes, more: response.more))
                }
            }
            return seen
        }
    }
}
