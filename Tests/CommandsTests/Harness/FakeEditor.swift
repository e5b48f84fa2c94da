import Commands

/// An editor that writes what it's told to.
final class FakeEditor: TextEditor {
    /// From the existing text to the written one; one function per time the editor is opened.
    var writes: [(String) -> String] = []
    private(set) var headings: [String] = []
    private(set) var isDiscarded = false

    func edit(_ session: String, heading: String, text: String, save: (String) throws -> Bool) throws -> String {
        headings.append(heading)
        isDiscarded = false
        let start = left ?? text
        let written = (writes.isEmpty ? start : writes.removeFirst()(start)).trimmingPrefix { $0.isWhitespace }
        left = String(written)
        if try written.isEmpty || save(String(written)) { (left, isDiscarded) = (nil, true) }
        return String(written)
    }

    func path(_ session: String) -> String { "/home/drafts/words.txt" }

    /// What an unsuccessful session left behind.
    var left: String?
    private(set) var kept: [String] = []

    func keeping<Result>(
        _ session: String, heading: String, _ body: (_ left: String?, _ keep: (String) throws -> Void) throws -> Result
    ) throws -> Result {
        isDiscarded = false
        let result = try body(left) { kept.append($0) }
        isDiscarded = true
        return result
    }
}
