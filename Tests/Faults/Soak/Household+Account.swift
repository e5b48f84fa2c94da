import Foundation
import GRDB
import ProgramSupport

/// Accounts for every text once everything works again.
extension Household {
    /// - Precondition: the server is up, and nothing breaks any more.
    func account() async throws {
        guard try await comeToRest() else { return }
        var exports: [String: Shelf] = [:]
        for machine in try allMachines() {
            let shelf = try await shelf(machine)
            exports[machine.name] = shelf
            let acknowledged = ledger.acknowledged(on: machine.name)
            let lost = acknowledged.subtracting(shelf.words)
            if !lost.isEmpty { tally.violation("\(machine.name) lost \(lost.map(\.text).sorted()), which it had said were saved") }
            tally.count("acknowledged texts found again at home", acknowledged.count - lost.count)
            try await checkSoundness(machine)
        }
        // A device that never existed before shows what the server has.
        for side in Side.allCases {
            let (first, third) = try (machine(side, 1), machine(side, 3))
            guard try await link(third, from: first, unless: { false }) else { continue }
            while let json = try await third.run(["sync"], isDisturbed: false).json, json["pulled"] != 0 {}
            exports[third.name] = try await shelf(third)
        }
        for side in Side.allCases { compareMachines(side, exports) }
        comparePartners(exports)
        tally.count("couples accounted for")
        tally.count("revealed pairs compared", ledger.pairs)
    }

    private func comeToRest() async throws -> Bool {
        for _ in 0..<20 {
            var isAtRest = true
            for machine in try allMachines() {
                guard let report = try await machine.run(["sync"], isDisturbed: false).json else {
                    isAtRest = false
                    continue
                }
                if report["pending"] != 0 || report["pulled"] != 0 || report["pushed"] != 0 { isAtRest = false }
            }
            if isAtRest { return true }
        }
        tally.violation("couple \(number) does not come to rest")
        return false
    }

    /// The texts a home may read, by prompt and round.
    private struct Shelf {
        var words: Set<Token>
        var standing: [String: JSONValue] = [:]
        var revealed: [String: JSONValue] = [:]
    }

    private func shelf(_ machine: Machine) async throws -> Shelf {
        guard let export = try await machine.run(["export"], isDisturbed: false).json else { return Shelf(words: []) }
        var shelf = Shelf(words: [])
        for prompt in export["prompts"]?.elements ?? [] {
            guard let id = prompt["id"]?.text else { continue }
            for version in prompt["history"]?.elements ?? [] { shelf.words.formUnion(Token.all(in: version["text"]?.text ?? "")) }
            for round in prompt["rounds"]?.elements ?? [] {
                let texts = ["draft", "mine", "theirs"].map { round[$0]?["text"] ?? .null }
                for text in texts { shelf.words.formUnion(Token.all(in: text.text ?? "")) }
                let key = "\(id)#\(round["number"].map { "\($0)" } ?? "")"
                if texts != [.null, .null, .null] { shelf.standing[key] = .array([round["state"] ?? .null] + texts) }
                guard round["state"] == "revealed" else { continue }
                shelf.revealed[key] = round
                compare(round, of: id, on: machine)
            }
        }
        return shelf
    }

    private func compareMachines(_ side: Side, _ exports: [String: Shelf]) {
        let shelves = (1...3).compactMap { exports["\(number)\(side.rawValue)\($0)"] }
        for (index, shelf) in shelves.enumerated().dropFirst() {
            for key in Set(shelf.standing.keys).union(shelves[0].standing.keys)
            where shelf.standing[key] != shelves[0].standing[key] {
                tally.violation(
                    "\(number)\(side.rawValue): machines 1 and \(index + 1) differ in \(key): \(short(shelves[0].standing[key])) and \(short(shelf.standing[key]))"
                )
            }
        }
        tally.count("answers and drafts that arrived at every machine of their author", shelves[0].standing.count)
    }

    private func short(_ value: JSONValue?) -> [String] {
        (value?.elements ?? []).map { Token.all(in: $0.text ?? "").first?.text ?? $0.text ?? "-" }
    }

    private func comparePartners(_ exports: [String: Shelf]) {
        guard let adas = exports["\(number)A1"], let bens = exports["\(number)B1"] else { return }
        let different = Set(adas.revealed.keys).symmetricDifference(bens.revealed.keys)
        if !different.isEmpty { tally.violation("couple \(number): revealed to one alone: \(different)") }
    }

    private func checkSoundness(_ machine: Machine) async throws {
        let queue = try DatabaseQueue(path: machine.person.home + "/twofold.sqlite")
        let found = try await queue.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") }
        if found != ["ok"] { tally.violation("\(machine.name): the database is damaged: \(found.prefix(3))") }
        try queue.close()
        let doctor = try await machine.run(["doctor"], isDisturbed: false)
        guard let findings = doctor.json else { return }
        for finding in findings.elements + (findings["findings"]?.elements ?? []) where finding["level"] == "problem" {
            tally.violation("\(machine.name): doctor says: \(finding)")
        }
        tally.count("homes checked and sound")
    }
}
