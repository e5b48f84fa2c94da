import Foundation
import ProgramSupport
import Support

extension Machine {
    /// Gives new text to a command, and requires that it's somewhere whatever the command reports.
    func write(_ prompt: String, isSealing: Bool, options: [String]) async throws {
        let token = ledger.typing(side, on: name, prompt, isSealing: isSealing)
        let words = token.text + " " + String(repeating: "words that somebody thought about ", count: random.pick([1, 3, 40, 900]))
        let arguments = ["answer", prompt, "--file", "-", "--yes"] + (isSealing ? [] : ["--draft"]) + options
        var output = ""
        let verdict = try await run(arguments, input: words) { output = $0 }
        switch verdict {
        case .done: ledger.acknowledge(token)
        case .cutOff: break
        case .failed(let code):
            if try await !isKept(token, output) { tally.violation("\(name): words are gone after \(code): \(output.prefix(600))") }
        }
    }

    /// Whether the text is in a command's output, in a file it named, or was saved after all.
    private func isKept(_ token: Token, _ output: String) async throws -> Bool {
        if Token.all(in: output).contains(token) { return true }
        if output.contains("kept as a draft") {
            // Checked at the end: at the moment, the home may not even open.
            ledger.acknowledge(token)
            tally.count("words kept as a draft where they could not be sealed")
            return true
        }
        let names = output.components(separatedBy: CharacterSet(charactersIn: " \"\n")).filter { $0.contains("/") }
        for name in names {
            let path = name.replacing("\\/", with: "/").trimmingCharacters(in: CharacterSet(charactersIn: ".,`“”"))
            if let content = try? String(contentsOfFile: path, encoding: .utf8), Token.all(in: content).contains(token) {
                tally.count("words kept in a file that the message named")
                return true
            }
        }
        let export = try await person.run(["export"])
        guard Token.all(in: export.output).contains(token) else { return false }
        tally.violation("\(name) was told that nothing was saved, and it was: \(output.prefix(400))")
        return true
    }
}
