import Foundation
import ProgramSupport
import Subprocess
import Support

/// One device of one partner: runs commands on it, disturbs some of them, and judges how each ended.
struct Machine: Sendable {
    let side: Side
    let person: Person
    let ledger: Ledger
    let tally: Tally
    let random: SeededRandom
    /// The percentage of commands that are killed or paused.
    var unrest = 20

    var name: String { person.name }

    /// Runs a command with `--json`. Its output is checked for text that must not be seen yet.
    ///
    /// - Parameter hearing: receives how it ended, if it did by itself.
    func run(
        _ arguments: [String], input: String = "", isDisturbed: Bool = true, hearing: (Ended) -> Void = { _ in }
    ) async throws -> Verdict {
        let disturbance = isDisturbed ? chosen() : nil
        let arguments = arguments.first == "export" ? arguments : arguments + ["--json"]
        let ended: Ended
        do {
            ended = try await person.run(arguments, input: input, disturbance: disturbance)
        } catch {
            // The pipe to a program that was killed.
            guard case .killed? = disturbance else { throw error }
            tally.count("commands killed")
            return .cutOff
        }
        tally.count("commands run")
        hearing(ended)
        watch(ended, arguments)
        return judge(ended, arguments, disturbance)
    }

    private func chosen() -> Disturbance? {
        guard random.below(100) < unrest else { return nil }
        let after = Duration.milliseconds(random.below(60))
        return random.below(4) == 0
            ? .paused(after: after, lasting: .milliseconds(100 + random.below(900))) : .killed(after: after)
    }

    private func watch(_ ended: Ended, _ arguments: [String]) {
        let early = ledger.early(Token.all(in: ended.output + ended.errors), for: side)
        if !early.isEmpty { tally.violation("\(name) was shown \(early.map(\.text)) too early by \(arguments)") }
    }

    private func judge(_ ended: Ended, _ arguments: [String], _ disturbance: Disturbance?) -> Verdict {
        if case .killed? = disturbance, ended.status == .signaled(9) {
            tally.count("commands killed")
            return .cutOff
        }
        if case .paused? = disturbance { tally.count("commands paused") }
        let what = "\(name): \(arguments): \(ended.status)"
        if ended.errors.contains("Fatal error") || ended.errors.contains("Crash") { tally.violation("\(what): \(ended.errors)") }
        let json = try? ended.json
        switch ended.status {
        case .exited(0):
            guard let json else { break }
            return .done(json)
        case .exited(1), .exited(75):
            guard let error = json?["error"], let code = error["code"]?.text, let message = error["message"]?.text else { break }
            if message.isEmpty || error["next"]?.text?.isEmpty != false || code == "internal" {
                tally.violation("\(what): no clear message: \(ended.output)")
            }
            tally.count("commands that said why not: \(code)")
            return .failed(code)
        default: break
        }
        tally.violation("\(what): \(ended.output)\(ended.errors)")
        return .failed("unclear")
    }
}
