import Dispatch
import FoundationEssentials
import Models
import SQLiteStore
import ServerCore
import Support
import Synchronization
import Vault
import Wire

/// A part of the work of an answer, from its author's device by way of the server to the partner's.
enum Part: String, CaseIterable {
    /// A thousand times: which of two versions stands, and what two seals make of their round.
    case merge
    /// A thousand stamps of answers.
    case stamp
    /// Encrypts and signs an answer of 600 octets and its opening.
    case seal
    /// Verifies what `seal` made, and decrypts it.
    case open
    /// A request with such an answer, as JSON.
    case encode
    /// The same, read.
    case decode
    /// A reply with a hundred revealed answers, as JSON.
    case page
    /// Checks the signatures of an answer and its opening, as the server does.
    case verify
    /// One exchange with a store in memory: a new version of an answer.
    case decide
    /// One exchange with a store on a disk: an answer to another round.
    case exchange

    /// How often a part can be done. As many inputs are prepared.
    static let most = 100

    func run(_ count: Int) throws {
        switch self {
        case .merge, .stamp: try runRules(count)
        case .seal, .open, .encode, .decode, .page, .verify: try runAnswers(count)
        case .decide: try runExchanges(count, on: MemoryStore(), ofOneRound: true)
        case .exchange:
            let folder = FileManager.default.temporaryDirectory.appending(path: "twofold-parts").path
            try? FileManager.default.removeItem(atPath: folder)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let store = try SQLiteStore(folder: folder)
            try runExchanges(count, on: store, ofOneRound: false)
            try store.close()
        }
    }
}

extension Part {
    private func runRules(_ count: Int) throws {
        let random = SeededRandom(seed: 1)
        let partner = try TestPartner(random: random)
        let device = partner.device.id
        let versions = try (0..<16).map { try partner.record(.own, at: TestClock.start, counter: $0).header.version }
        var seen = 0
        for number in 0..<count * 1_000 {
            if self == .merge {
                let (one, other) = (versions[number % 16], versions[(number * 7 + 1) % 16])
                let side = Reveal.Side(isSealed: true, counts: number % 3 > 0, isOpened: number % 2 == 0)
                if Merge.decide(incoming: one, current: other, currentIsFrozen: number % 5 == 0) == .applied { seen += 1 }
                if Reveal.phase(of: side, and: side, wasFrozen: false) == .revealed { seen += 1 }
            } else {
                let floor = versions[number % 16].stamp
                let stamp = Stamp.nextOfAnswer(at: TestClock.start, by: device, above: floor, noise: UInt32(number % 65_536))
                seen += Int(stamp.counter % 2)
            }
        }
        guard seen > 0 else { throw PartError.nothingDone }
    }

    private func runAnswers(_ count: Int) throws {
        let author = try Author()
        let answers = try (0..<Self.most).map { try author.seal($0) }
        let request = try answers.map { try WireJSON.encode(author.request($0)) }
        let opener = author.opener
        let cards = [author.card.id: author.card]
        let reply = SyncResponse(
            time: TestClock.start, outcomes: [],
            changes: answers.map { answer in
                .record(
                    RecordChange(
                        header: answer.record.header, signature: answer.record.signature, body: answer.record.body, ownKey: nil,
                        opening: answer.opening, phase: .revealed))
            }, cursor: author.random.value(), furthest: author.random.value(), more: false)
        for number in 0..<count {
            let answer = answers[number]
            switch self {
            case .seal: _ = try author.seal(number)
            case .open:
                try answer.record.check(signedBy: author.card)
                guard answer.opening.isValid(signedBy: author.card) else { throw PartError.nothingDone }
                _ = try opener.decryptAnswer(header: answer.record.header, body: answer.record.body, opening: answer.opening)
            case .encode: _ = try WireJSON.encode(author.request(answer))
            case .decode: _ = try WireJSON.decode(SyncRequest.self, from: request[number])
            case .page: _ = try WireJSON.encode(reply)
            case .verify:
                let write = Write.record(RecordWrite(record: answer.record, opening: answer.opening))
                guard WriteCheck(write, cards: cards) == .sound else { throw PartError.nothingDone }
            case .merge, .stamp, .decide, .exchange: return
            }
        }
    }

    private func runExchanges(_ count: Int, on store: some Store, ofOneRound: Bool) throws {
        // Waited for here, because a main thread that's given to the concurrency runtime would sleep in a way that valgrind can't follow.
        let done = DispatchSemaphore(value: 0)
        let outcome = Mutex<Result<Void, any Error>>(.failure(PartError.nothingDone))
        // Owned by this function, which returns only after it has ended.
        Task {
            do {
                try await exchange(count, on: store, ofOneRound: ofOneRound)
                outcome.withLock { $0 = .success(()) }
            } catch {
                outcome.withLock { $0 = .failure(error) }
            }
            done.signal()
        }
        done.wait()
        try outcome.withLock { $0 }.get()
    }

    private func exchange(_ count: Int, on store: some Store, ofOneRound: Bool) async throws {
        let server = try TestServer(store)
        var client = try await server.couple().first
        let round: RoundID = server.random.value()
        let writes = try (0..<Self.most).map { number in
            let record = try client.partner.answer(
                ofOneRound ? round : server.random.value(), at: server.clock.now, counter: UInt32(number))
            return Write.record(RecordWrite(record: record))
        }
        for number in 0..<count {
            guard try await client.sync([writes[number]]).outcomes == [.applied] else { throw PartError.nothingDone }
        }
    }
}

enum PartError: Error {
    /// What was measured isn't what it says.
    case nothingDone
}
