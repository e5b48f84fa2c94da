import Foundation
import ProgramSupport
import Support

extension Machine {
    /// Gives new text to a command, and requires that it's somewhere whatever the command reports.
    func write(_ prompt: String, isSealing: Bool, options: [String]) async throws {
        let token = ledger.typing(side, on: name, prompt, isSealing: isSealing)
        let words = token.text + " " + String(repeating: "words that somebody thought about ", count: random.pick([1, 3, 40, 900]))
        let arguments = ["answer", prompt, "--file", "-", "--yes"] + (isSealing ? [] : ["--draft"]) + options
        var ended: Ended?
        let verdict = try await run(arguments, input: words) { ended = $0 }
        switch verdict {
        case .done: ledger.acknowledge(token)
        case .cutOff: break
        case .failed(let code):
            guard let ended, try await !isKept(token, ended) else { return }
            tally.violation("\(name): words are gone after \(code): \(ended.output.prefix(600))")
        }
    }

    /// Whether the text is where the command says, or was at least printed.
    private func isKept(_ token: Token, _ ended: Ended) async throws -> Bool {
        if Token.all(in: ended.output + ended.errors).contains(token) { return true }
        let words = try ended.json["error"]?["words"]
        switch words?["kept"]?.text {
        case "draft":
            // Checked at the end: at the moment, the home may not even open.
            ledger.acknowledge(token)
            tally.count("words kept as a draft where they could not be sealed")
            return true
        case "file":
            let content = words?["path"]?.text.flatMap { try? String(contentsOfFile: $0, encoding: .utf8) }
            tally.count("words kept in a file that the message named")
            return content.map { Token.all(in: $0).contains(token) } ?? false
        default:
            let export = try await person.run(["export"])
            guard Token.all(in: export.output).contains(token) else { return false }
            tally.violation("\(name) was told that nothing was saved, and it was: \(ended.output.prefix(400))")
            return true
        }
    }
}
