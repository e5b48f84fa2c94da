import TOMLKit

/// The text of a deck, in TOML: `id`, `title`, `about` and `opt_in`, then a `[[prompt]]` table for each prompt. See docs/decks.md.
///
/// A built-in deck also says how it came to be: `edition` is the first edition of the deck or prompt, `earlier_depth` what the depth
/// was in the editions before the current one, and a `[[retired]]` table is a prompt that its `edition` no longer has.
struct DeckFile {
    struct Entry {
        let name: String?
        let question: String
        let barriers: [Barrier]
        let depth: Depth
        let gentleness: Gentleness
        let since: Day?
        let edition: Int?
        let earlierDepth: Depth?
        /// `nil` for a retired one.
        fileprivate let index: Int?
        fileprivate let lines: DeckLines

        var line: Int? { index.flatMap { lines.line(ofPrompt: $0) } }
    }

    let id: String
    let title: String
    let about: String
    let isOptIn: Bool
    let edition: Int?
    let entries: [Entry]
    let retired: [Entry]
    private let lines: DeckLines

    /// The line of the id.
    var line: Int? { lines.line(of: "id") }

    init(_ text: String, isBuiltIn: Bool) throws(DeckError) {
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
        try deck.checkFields(["id", "title", "about", "opt_in", "prompt"] + (isBuiltIn ? ["edition", "retired"] : []))
        id = try deck.text("id")
        title = try deck.text("title")
        about = try deck.optional("about") { $0.string } ?? ""
        isOptIn = try deck.optional("opt_in", as: "true or false") { $0.bool } ?? false
        edition = try deck.optional("edition", as: "a number") { $0.int }
        let prompts = try deck.optional("prompt", as: "tables [[prompt]]") { $0.array } ?? []
        var entries: [Entry] = []
        for (index, value) in prompts.enumerated() {
            guard let table = value.table else {
                throw DeckError(.unexpected(field: "prompt", expected: "tables [[prompt]]"), line: lines.line(of: "prompt"))
            }
            let prompt = DeckTable(table) { lines.line(of: $0, inPrompt: index) }
            entries.append(try Entry(prompt, isBuiltIn: isBuiltIn, index: index, lines: lines))
        }
        self.entries = entries
        var retired: [Entry] = []
        for value in try deck.optional("retired", as: "tables [[retired]]", { $0.array }) ?? [] {
            guard let table = value.table else { throw DeckError(.unexpected(field: "retired", expected: "tables [[retired]]")) }
            retired.append(try Entry(DeckTable(table) { _ in nil }, isBuiltIn: isBuiltIn, index: nil, lines: lines))
        }
        self.retired = retired
    }
}

extension DeckFile.Entry {
    fileprivate init(_ table: DeckTable, isBuiltIn: Bool, index: Int?, lines: DeckLines) throws(DeckError) {
        (self.index, self.lines) = (index, lines)
        try table.checkFields(
            ["name", "question", "barriers", "depth", "gentle", "since"] + (isBuiltIn ? ["edition", "earlier_depth"] : []))
        name = try table.optional("name") { $0.string }
        question = try table.text("question")
        barriers =
            try table.optional("barriers", as: Barrier.names) { value -> [Barrier]? in
                guard let names = value.array?.map({ $0.string.flatMap(Barrier.init(rawValue:)) }) else { return nil }
                return names.contains(nil) ? nil : names.compactMap { $0 }
            } ?? []
        depth = try table.optional("depth", as: "1, 2 or 3") { $0.int.flatMap(Depth.init(rawValue:)) } ?? .middle
        let canStir = barriers.contains(.wounds) || barriers.contains(.shame) || depth == .deep
        gentleness =
            try table.optional("gentle", as: "true, false or \"strong\"") { value in
                value.string.map { $0 == "strong" ? .strong : nil } ?? value.bool.map { $0 ? .gentle : .none }
            } ?? (canStir ? .gentle : .none)
        since = try table.optional("since", as: "a day such as \"2026-11-25\"") { $0.string.flatMap(Day.init(_:)) }
        edition = try table.optional("edition", as: "a number") { $0.int }
        earlierDepth = try table.optional("earlier_depth", as: "1, 2 or 3") { $0.int.flatMap(Depth.init(rawValue:)) }
    }
}

extension Barrier {
    fileprivate static var names: String { "a list of " + allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ") }
}
