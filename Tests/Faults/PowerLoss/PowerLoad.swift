import Foundation
import ProgramSupport
import Support
import Synchronization

/// Devices that write on the wire, and homes, including new ones, in which text is saved.
final class PowerLoad: Sendable {
    let name: String
    private let place: ScratchFolder
    private let random: SeededRandom
    private let tally: Tally
    private let writers = Mutex<[Int: WireWriter]>([:])
    private let homes = Mutex<[String: Set<String>]>([:])
    private let isEnded = Mutex(false)

    init(place: ScratchFolder, random: SeededRandom, tally: Tally) {
        self.place = place
        self.random = random
        self.tally = tally
        name = URL(filePath: place.path).lastPathComponent
    }

    var acknowledged: Promise {
        Promise(writers: writers.withLock { Array($0.values) }, homes: homes.withLock { $0 })
    }

    func begin(at caller: WireCaller) async throws {
        for index in 0..<3 {
            let writer = try await WireWriter(at: caller, seed: random.number())
            writers.withLock { $0[index] = writer }
        }
    }

    func end() { isEnded.withLock { $0 = true } }

    /// Works until `end` is called.
    func work() async throws {
        try await withThrowingTaskGroup { group in
            for index in 0..<3 { group.addTask { [self] in try await write(index) } }
            group.addTask { [self] in try await save(in: "home", isNewEachTime: false) }
            group.addTask { [self] in try await save(in: "new", isNewEachTime: true) }
            try await group.waitForAll()
        }
    }

    private var isOver: Bool { isEnded.withLock { $0 } }

    private func write(_ index: Int) async throws {
        guard var writer = writers.withLock({ $0[index] }) else { return }
        while !isOver {
            tally.count("wire writes acknowledged", try await writer.write(1 + random.below(12)))
            // Only now does it count: the complete reply has arrived.
            writers.withLock { [writer] in $0[index] = writer }
            try await Task.sleep(for: .milliseconds(random.below(50)))
        }
    }

    private func save(in name: String, isNewEachTime: Bool) async throws {
        var number = 0
        var person: Person?
        while !isOver {
            let place = isNewEachTime ? "\(name)\(number)" : name
            if person == nil || isNewEachTime {
                let new = Person(place, in: try ScratchFolder(borrowing: self.place.path(place)))
                try await new.twofold("init", "--name", "Ada")
                homes.withLock { $0[place] = [] }
                person = new
            }
            let words = "words \(number) of \(place)."
            try await person?.answer(.firstWord, words, "--draft", "--offline")
            homes.withLock { _ = $0[place]?.insert(words) }
            tally.count("words saved in homes")
            number += 1
            try await Task.sleep(for: .milliseconds(random.below(60)))
        }
    }
}
