import Catalogue
import ClientCore
import Foundation
import LocalStore
import Models
import ServerCore
import Support
import Vault
import Wire

/// What a home must receive or send, in large numbers.
enum Load: String, CaseIterable {
    /// Drafts that another machine of the same partner wrote.
    case own
    /// Questions that the partner wrote.
    case prompts
    /// Answers that the partner sealed to known questions, whose rounds must be named.
    case sealed
    /// Answers that the partner sealed to unknown questions, in a home that holds as many questions.
    case unknown
    /// Rounds that both partners sealed, with a reflection by the partner on each.
    case revealed
    /// Rounds frozen in handshake mode, waiting for this partner's opening.
    case frozen
    /// Keys that the partner granted.
    case grants
    /// Entries of the partner's log.
    case entries
    /// This machine's drafts, to be sent.
    case outbox
    /// Drafts that the server has lost, to be offered again.
    case offers

    /// The maximum number that a server accepts.
    var most: Int {
        switch self {
        case .grants: 2_000
        case .entries: 300
        default: .max
        }
    }

    /// - Returns: seconds of this thread's processor time that the client took for the sync, and then for a command in a new process.
    func measure(_ count: Int) throws -> (sync: Double, command: Double, count: Int) {
        let couple = try TestPair()
        let (world, ada, ben) = (couple.world, couple.ada, couple.ben)
        var home = ada
        var left = count
        let writer = try BulkWriter(ben, world)
        switch self {
        case .own:
            home = try couple.linkSecondDevice()
            let mine = try BulkWriter(ada, world)
            try mine.send(mine.drafts(count))
        case .prompts:
            try writer.send(writer.prompts(count).writes)
        case .sealed:
            let prompts = try writer.prompts(count)
            try writer.send(prompts.writes)
            try ada.sync()
            try writer.send(writer.answers(to: prompts.ids))
        case .unknown:
            try writer.send(writer.prompts(count).writes)
            try ada.sync()
            try writer.send(writer.answers(to: (0..<count).map { PromptID(validDeck: "nobody", name: "knows-\($0)") }))
        case .revealed, .frozen:
            home = try couple.linkSecondDevice()
            let prompts = try writer.prompts(count)
            try writer.send(prompts.writes)
            try home.sync()
            let mine = try BulkWriter(ada, world, seed: 78)
            let isEscrow = self == .revealed
            try mine.send(mine.answers(to: prompts.ids, escrow: isEscrow))
            try writer.send(writer.answers(to: prompts.ids, escrow: isEscrow))
            if isEscrow { try writer.send(writer.reflections(on: prompts.ids)) }
        case .grants:
            let cards = try [ada, ben].map { try $0.deviceKeys.card(.machine) }
            left = try writer.send(writer.grants(count, to: cards))
        case .entries:
            left = try writer.send(writer.entries(count))
        case .outbox:
            try ada.fillOutbox(count)
        case .offers:
            let before = world.store.snapshot()
            try ada.fillOutbox(count)
            try ada.sync()
            world.store.restore(before)
        }
        let client = try home.anew()
        let sync = try home.secondsOfClient {
            let report = try client.sync(budget: nil)
            if let stopped = report.stopped { throw stopped }
        }
        let command = try home.secondsOfClient { _ = try home.anew().status() }
        return (sync, command, left)
    }
}

extension TestHome {
    /// The client of a newly started process.
    func anew() throws -> Client {
        let (clocks, transport) = (clocks, transport)
        let random = SeededRandom(seed: 9)
        return Client(
            store: store, storeKey: storeKey, random: RandomSource { random.bytes($0) }, now: { clocks.wall },
            boot: { clocks.boot },
            catalogue: try Catalogue.builtIn(), connect: { _, _ in transport })
    }

    /// The time of `clock`, by default the processor time of this thread, except for time spent in the transport.
    func secondsOfClient(by clock: @escaping () -> Double = processorSeconds, _ work: () throws -> Void) throws -> Double {
        var outside = 0.0
        var left = 0.0
        transport.fault = { _ in
            left = clock()
            return .none
        }
        transport.rewrite = { _, reply in
            outside += clock() - left
            return reply
        }
        let before = clock()
        try work()
        let taken = clock() - before - outside
        transport.fault = { _ in .none }
        transport.rewrite = { $1 }
        return taken
    }
}

func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
