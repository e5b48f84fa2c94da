import Commands

/// An editor that writes what it is told to.
final class FakeEditor: TextEditor {
    /// From what was there to what is written; one for each time that it is opened.
    var writes: [(String) -> String] = []
    private(set) var headings: [String] = []
    private(set) var isDiscarded = false

    func edit(prompt: String, heading: String, text: String) throws -> String {
        headings.append(heading)
        isDiscarded = false
        return writes.isEmpty ? text : writes.removeFirst()(text)
    }

    func discard(prompt: String) throws { isDiscarded = true }

    func path(prompt: String) -> String { "/home/drafts/words.txt" }

    /// What a session that did not end well has left.
    var left: String?
    private(set) var kept: [String] = []

    func keeping<Result>(
        prompt: String, heading: String, _ body: (_ left: String?, _ keep: (String) throws -> Void) throws -> Result
    ) throws -> Result {
        isDiscarded = false
        return try body(left) { kept.append($0) }
    }
}
