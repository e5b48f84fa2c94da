import TOMLKit

/// The text of a deck, in TOML: `id`, `title` and `about`, then a `[[prompt]]` table for each prompt. See docs/decks.md.
struct DeckFile {
    struct Entry {
        let name: String?
        let question: String
        let barriers: [Barrier]
        let depth: Depth
        let isGentle: Bool
        let since: Day?
        fileprivate let index: Int
        fileprivate let lines: DeckLines

        var line: Int? { lines.line(ofPrompt: index) }
    }

    let id: String
    let title: String
    let about: String
    let entries: [Entry]
    private let lines: DeckLines

    /// The line of the id.
    var line: Int? { lines.line(of: "id") }

    init(_ text: String) throws(DeckError) {
        let lines = DeckLines(text)
        self.lines = lines
        let table: TOMLTable
        do {
            table = try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            throw DeckError(.notTOML(error.description), line: error.source.begin.line)
        } catch {
            throw DeckError(.notTOML(""))
        }
        let deck = DeckTable(table) { lines.line(of: $0) }
        try deck.checkFields(["id", "title", "about", "prompt"])
        id = try deck.text("id")
        title = try deck.text("title")
        about = try deck.optional("about") { $0.string } ?? ""
        let prompts = try deck.optional("prompt", as: "tables [[prompt]]") { $0.array } ?? []
        var entries: [Entry] = []
        for (index, value) in prompts.enumerated() {
            guard let table = value.table else {
                throw DeckError(.unexpected(field: "prompt", expected: "tables [[prompt]]"), line: lines.line(of: "prompt"))
            }
            let prompt = DeckTable(table) { lines.line(of: $0, inPrompt: index) }
            entries.append(try Entry(prompt, index: index, lines: lines))
        }
        self.entries = entries
    }
}

extension DeckFile.Entry {
    fileprivate init(_ table: DeckTable, index: Int, lines: DeckLines) throws(DeckError) {
        (self.index, self.lines) = (index, lines)
        try table.checkFields(["name", "question", "barriers", "depth", "gentle", "since"])
        name = try table.optional("name") { $0.string }
        question = try table.text("question")
        barriers =
            try table.optional("barriers", as: Barrier.names) { value -> [Barrier]? in
                guard let names = value.array?.map({ $0.string.flatMap(Barrier.init(rawValue:)) }) else { return nil }
                return names.contains(nil) ? nil : names.compactMap { $0 }
            } ?? []
        depth = try table.optional("depth", as: "1, 2 or 3") { $0.int.flatMap(Depth.init(rawValue:)) } ?? .middle
        let canStir = barriers.contains(.wounds) || barriers.contains(.shame) || depth == .deep
        isGentle = try table.optional("gentle", as: "true or false") { $0.bool } ?? canStir
        since = try table.optional("since", as: "a day as \"2026-11-25\"") { $0.string.flatMap(Day.init(_:)) }
    }
}

extension Barrier {
    fileprivate static var names: String { "a list of " + allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ") }
}
