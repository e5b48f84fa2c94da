import ClientCore
import Models
import ProgramSupport
import Support
import Testing
import Wire

extension RealPrograms {
    @Suite("Both partners seal at the same instant")
    struct SameInstantTests {
        @Test(arguments: RevealMode.allCases)
        func `through the command line, each round is revealed to both, exactly once`(mode: RevealMode) async throws {
            try await LiveServer().serving { server in
                let couple = try await Couple(on: server)
                for person in couple.both { try await person.twofold("config", "reveal", mode.rawValue) }
                let all = try await couple.ada.twofold("prompts", "--json").json.elements.compactMap { $0["id"]?.text }
                let prompts = Array(all.prefix(100))
                var opened: [String: [JSONValue]] = [:]
                for prompt in prompts {
                    try await withThrowingTaskGroup(of: (String, [JSONValue]).self) { group in
                        for person in couple.both {
                            group.addTask {
                                let said = try await person.run(
                                    ["answer", prompt, "--file", "-", "--json"], input: "\(person.name) on \(prompt).")
                                guard said.isGood else { throw UnexpectedEnd(command: ["answer", prompt], ended: said) }
                                return (person.name, try said.json["opened"]?.elements ?? [])
                            }
                        }
                        for try await (name, rounds) in group { opened[name, default: []] += rounds }
                    }
                }
                for person in [couple.ada, couple.ben, couple.ada, couple.ben] {
                    opened[person.name, default: []] += try await person.sync()["opened"]?.elements ?? []
                }
                for person in couple.both {
                    #expect(opened[person.name]?.compactMap { $0["prompt"]?.text }.sorted() == prompts.sorted())
                    for prompt in prompts {
                        let round = try await person.round(prompt)
                        #expect(round["state"] == "revealed")
                        let words = Set([round["mine"]?["text"]?.text, round["theirs"]?["text"]?.text])
                        #expect(words == ["Ada on \(prompt).", "Ben on \(prompt)."])
                    }
                }
            }
        }

        @Test
        func `by hand and a hundred times over, both get both bodies and openings, and later requests change nothing`() async throws
        {
            try await LiveServer().serving { server in
                var (ada, ben) = try await WireDevice.couple(at: server.caller, seed: 5)
                let random = SeededRandom(seed: 6)
                for _ in 0..<100 {
                    let round: RoundID = random.value()
                    let seals = try [ada.partner.seal(round, at: .current), ben.partner.seal(round, at: .current)]
                    let before = (ada, ben)
                    async let adas = before.0.synced([seals[0]])
                    async let bens = before.1.synced([seals[1]])
                    (ada, ben) = try await (adas, bens)
                    try await ada.sync([seals[0]])
                    try await ben.sync([seals[1]])
                }
                for device in [ada, ben] {
                    let answers = try await device.everything().compactMap {
                        if case .record(let change) = $0 { change } else { nil }
                    }
                    #expect(answers.count == 200)
                    #expect(answers.allSatisfy { $0.phase == .revealed && $0.body != nil && $0.opening != nil })
                    #expect(Set(answers.map(\.header.id)).count == 200)
                }
            }
        }
    }
}

extension WireDevice {
    /// A copy of this device after an exchange, so that exchanges can run side by side.
    fileprivate func synced(_ writes: [Write]) async throws -> WireDevice {
        var copy = self
        let response = try await copy.sync(writes)
        guard response.outcomes.allSatisfy({ $0 == .applied }) else { throw OutcomeError(outcomes: response.outcomes) }
        return copy
    }
}
