import Foundation
import ProgramSupport
import Support

/// A couple with two devices each, who use the programs while everything around them breaks.
final class Household: Sendable {
    let number: Int
    let ledger: Ledger
    let tally: Tally
    let random: SeededRandom
    private let folder: ScratchFolder
    private let url: String

    init(number: Int, in folder: ScratchFolder, url: String, seed: UInt64, tally: Tally) {
        self.number = number
        self.folder = folder
        self.url = url
        self.tally = tally
        random = SeededRandom(seed: seed)
        ledger = Ledger(couple: number)
    }

    func machine(_ side: Side, _ index: Int) throws -> Machine {
        let name = "\(number)\(side.rawValue)\(index)"
        return Machine(
            side: side, person: Person(name, in: try ScratchFolder(borrowing: folder.path(name))), ledger: ledger, tally: tally,
            random: random)
    }

    func machines(_ side: Side) throws -> [Machine] { try [machine(side, 1), machine(side, 2)] }
    func allMachines() throws -> [Machine] { try Side.allCases.flatMap { try machines($0) } }
}

// MARK: - Beginning
extension Household {
    /// Pairs the two and links a second device each, trying for as long as it takes.
    ///
    /// - Returns: `false` if `isOver` came first.
    func begin(until isOver: () -> Bool) async throws -> Bool {
        // On a disk that is currently full, no folder can be made.
        while (try? allMachines()) == nil {
            if isOver() { return false }
            try await Task.sleep(for: .milliseconds(50))
        }
        let (ada, ben) = try (machine(.ada, 1), machine(.ben, 1))
        var code: String?
        guard
            try await reach(
                ada, "initialised", unless: isOver, { $0["phase"] != nil },
                by: {
                    _ = try await ada.run(["init", "--server", self.url, "--name", "Ada"])
                }),
            try await reach(
                ben, "joined", unless: isOver, { $0["paired"] == true },
                by: {
                    // Once the inviter has a partner there's no new code: continue with the one in use.
                    code = try await ada.run(["invite"]).json?["code"]?.text ?? code
                    guard let code else { return }
                    for _ in 0..<3 {
                        if case .done = try await ben.run(["join", "-", "--name", "Ben"], input: code) { return }
                    }
                }),
            try await reach(ada, "paired", unless: isOver, { $0["paired"] == true }, by: { _ = try await ada.run(["sync"]) })
        else { return false }
        for side in Side.allCases {
            let (first, second) = try (machine(side, 1), machine(side, 2))
            guard try await link(second, from: first, unless: isOver) else { return false }
        }
        // A home on a full disk may have none to report at that moment.
        while ledger.prompts.isEmpty {
            if isOver() { return false }
            let prompts = try await ada.run(["prompts"], isDisturbed: false).json
            for prompt in (prompts?.elements ?? []).compactMap({ $0["id"]?.text }) { ledger.add(prompt) }
        }
        tally.count("couples paired")
        return true
    }

    func link(_ second: Machine, from first: Machine, unless isOver: () -> Bool) async throws -> Bool {
        try await reach(
            second, "linked", unless: isOver, { $0["paired"] == true },
            by: {
                guard let code = try await first.run(["link"]).json?["code"]?.text else { return }
                for _ in 0..<3 {
                    let arguments = ["link", "-", "--yes", "--device-name", second.name]
                    if case .done = try await second.run(arguments, input: code) { break }
                }
                _ = try await second.run(["sync"])
            })
    }

    private func reach(
        _ machine: Machine, _ goal: String, unless isOver: () -> Bool, _ isReached: (JSONValue) -> Bool,
        by trying: () async throws -> Void
    ) async throws -> Bool {
        while !isOver() {
            try await trying()
            let status = try await machine.run(["status"], isDisturbed: false)
            if let json = status.json, isReached(json) { return true }
            tally.count("tries again until \(goal)")
        }
        return false
    }
}

// MARK: - Living
extension Household {
    /// Each partner does one thing after another on one of their devices; both partners work at once.
    func live(steps: Int, until isOver: @escaping @Sendable () -> Bool) async throws {
        try await withThrowingTaskGroup { group in
            for side in Side.allCases {
                group.addTask { [self] in
                    var step = 0
                    while step < steps, !isOver() {
                        try await act(random.pick(try machines(side)))
                        step += 1
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private func act(_ machine: Machine) async throws {
        // The same few prompts are used again and again, so that the four devices conflict.
        let prompt = random.pick(Array(ledger.prompts.suffix(24).narrowed(random)))
        let options = random.below(100) < 35 ? ["--offline"] : []
        switch random.below(100) {
        case ..<26: try await machine.write(prompt, isSealing: false, options: options)
        case ..<52: try await machine.write(prompt, isSealing: true, options: options)
        case ..<60:
            ledger.sealing(machine.side, prompt)
            _ = try await machine.run(["seal", prompt, "--yes"] + options)
        case ..<67: _ = try await machine.run(["withdraw", prompt] + options)
        case ..<70: _ = try await machine.run(["skip", prompt] + options)
        case ..<75: try await ask(machine, options)
        case ..<79: _ = try await machine.run(["open"])
        case ..<84: try await look(machine, prompt)
        case ..<87: _ = try await machine.run(["status"])
        case ..<89: _ = try await machine.run(["history", prompt])
        case ..<92: try await both(machine)
        default: _ = try await machine.run(["sync"])
        }
    }

    private func ask(_ machine: Machine, _ options: [String]) async throws {
        let asked = try await machine.run(["ask", "What of \(random.below(1_000_000))?"] + options)
        if let prompt = asked.json?["prompt"]?.text ?? asked.json?["id"]?.text { ledger.add(prompt) }
    }

    /// Two commands on one home at once.
    private func both(_ machine: Machine) async throws {
        async let first = machine.run(["sync"])
        async let second = machine.run(["sync"])
        _ = try await (first, second)
    }

    private func look(_ machine: Machine, _ prompt: String) async throws {
        guard let shown = try await machine.run(["show", prompt]).json else { return }
        for round in shown["rounds"]?.elements ?? [] where round["state"] == "revealed" {
            compare(round, of: prompt, on: machine)
        }
    }

    /// A revealed pair is the same for everyone and forever.
    func compare(_ round: JSONValue, of prompt: String, on machine: Machine) {
        func token(_ field: String) -> Token? { (round[field]?["text"]?.text).flatMap { Token.all(in: $0).first } }
        let pair =
            machine.side == .ada
            ? Ledger.Pair(adas: token("mine"), bens: token("theirs")) : Ledger.Pair(adas: token("theirs"), bens: token("mine"))
        if pair.adas == nil || pair.bens == nil { tally.violation("\(machine.name) shows half a pair of \(prompt): \(round)") }
        if let before = ledger.see(pair, of: prompt) {
            tally.violation("\(machine.name) sees another pair of \(prompt): \(pair), not \(before)")
        }
    }
}

extension ArraySlice<String> {
    /// All of it, or now and then only its last few.
    fileprivate func narrowed(_ random: SeededRandom) -> ArraySlice<String> { random.below(2) == 0 ? self : suffix(5) }
}
