import Foundation
import ProgramSupport
import Subprocess
import Testing

/// How `twofold` reports that it can't do something.
struct Refusal {
    let code: String
    let output: String

    /// Requires a documented status, a message, a next step, and no crash.
    init(_ ended: Ended, sourceLocation: SourceLocation = #_sourceLocation) throws {
        try #require(ended.status == .exited(1), "\(ended.status) \(ended.output) \(ended.errors)", sourceLocation: sourceLocation)
        #expect(!ended.errors.contains("Fatal error"), sourceLocation: sourceLocation)
        let error = try #require(try ended.json["error"], "\(ended.output)", sourceLocation: sourceLocation)
        #expect(error["message"]?.text?.isEmpty == false, sourceLocation: sourceLocation)
        #expect(error["next"]?.text?.isEmpty == false, "\(error) names no next step", sourceLocation: sourceLocation)
        code = error["code"]?.text ?? ""
        output = ended.output + ended.errors
        #expect(code != "internal", sourceLocation: sourceLocation)
    }

    /// The files that the message names.
    var files: [String] {
        output.components(separatedBy: CharacterSet(charactersIn: " \"\n")).map {
            $0.replacing("\\/", with: "/").trimmingCharacters(in: CharacterSet(charactersIn: ".,`“”"))
        }.filter { $0.hasPrefix("/") }
    }

    /// Whether the text is in the output, or in a file that it names.
    func keeps(
        _ words: String, reading content: (String) -> String? = { try? String(contentsOfFile: $0, encoding: .utf8) }
    ) -> Bool {
        output.contains(words) || files.contains { content($0)?.contains(words) == true }
    }
}
