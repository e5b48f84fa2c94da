import Catalogue
import ClientCore
import Commands
import Models
import Presentation
import Support
import Testing

@Suite("A keepsake")
struct KeepsakeTests {
    // MARK: No text becomes markup

    static let hostile = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='x", "</style><h1>", "<!--", "]]>",
        "&lt;b&gt;",
        "&#x3C;script&#x3E;", "javascript:alert(1)", "\u{0}\u{8}\u{1B}[2J\u{FFFF}", "\u{202E}evil", "{{x}}",
        "\u{2028}<svg/onload=x>",
    ]

    @Test(arguments: hostile) func `whatever is written anywhere stays words`(words: String) throws {
        let page = KeepsakePage(Self.keepsake(Self.everywhere(words))).text
        let plain = try Markup(KeepsakePage(Self.keepsake(Self.everywhere("words"))).text)
        let markup = try Markup(page)
        #expect(markup.elements.map(\.name) == plain.elements.map(\.name))
        for element in markup.elements {
            let known: Set = [
                "lang", "charset", "http-equiv", "content", "name", "class", "dir", "id", "href", "aria-labelledby", "aria-label",
                "aria-hidden", "role", "viewBox", "d", "points", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width",
                "height",
                "text-anchor",
            ]
            #expect(Set(element.attributes.keys).isSubset(of: known), "\(element)")
        }
    }

    @Test(arguments: hostile) func `no page asks for anything, or holds anything that runs`(words: String) throws {
        let markup = try Markup(KeepsakePage(Self.keepsake(Self.everywhere(words))).text)
        let names = Set(markup.elements.map(\.name))
        #expect(
            names.isDisjoint(with: ["script", "img", "iframe", "object", "embed", "link", "base", "form", "audio", "video", "use"]))
        #expect(markup.elements.allSatisfy { $0.attributes["href"].map { $0.hasPrefix("#") } ?? true })
        let policy = markup.elements.compactMap { $0.attributes["http-equiv"] == nil ? nil : $0.attributes["content"] }
        #expect(policy.count == 1 && policy[0].hasPrefix("default-src 'none'; style-src 'unsafe-inline';"))
        let own = KeepsakePage(Self.keepsake(Self.everywhere("words"))).text
        for word in ["http:", "https:", "//", "src=", "<script", "url(", "@import", "javascript"] {
            #expect(!own.contains(word), "\(word)")
        }
    }

    @Test(arguments: hostile) func `words are no markup in Markdown either`(words: String) {
        let text = KeepsakeMarkdown(Self.keepsake(Self.everywhere(words))).text
        #expect(text.matches(of: /(^|[^\\])</).isEmpty)
        #expect(text.matches(of: /(^|[^\\])!?\[/).isEmpty)
        #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"))
    }

    @Test(arguments: ["\u{0D4E}", "\u{0600}", "\u{200D}", "\u{301}"])
    func `no mark before or behind a sign hides it from those who write Markdown`(mark: String) {
        let words = "a \(mark)<img src=x>\(mark) \(mark)[x\(mark)](y) <\(mark)b [\(mark)c\n#\(mark) d\n1.\(mark) e"
        let lines = KeepsakeMarkdown(Self.keepsake(Self.everywhere(words))).text.split(separator: "\n").map(\.unicodeScalars)
        let said = lines.filter { $0.contains { "<[".unicodeScalars.contains($0) } }
        #expect(!said.isEmpty)
        for line in said {
            for (before, sign) in zip(line, line.dropFirst()) where "<[".unicodeScalars.contains(sign) { #expect(before == "\\") }
        }
        for line in lines { #expect(!line.starts(with: "> #".unicodeScalars) && !line.starts(with: "> 1.".unicodeScalars)) }
    }

    @Test func `what would begin a heading, a list or a table in Markdown does not`() {
        let text = KeepsakeMarkdown(
            Self.keepsake(Self.export(Self.opened(mine: "# one\n- two\n1. three\n| four |\n\n> five *six* _seven_", theirs: "b")))
        ).text
        #expect(text.contains("> \\# one  \n> \\- two  \n> 1\\. three  \n> \\| four \\|\n>\n> \\> five \\*six\\* \\_seven\\_\n"))
    }

    // MARK: What is in it

    @Test func `everything that is open to both is in it, and nothing else`() throws {
        let export = Self.everything()
        for text in [KeepsakePage(Self.keepsake(export)).text, KeepsakeMarkdown(Self.keepsake(export)).text] {
            for word in [
                "my answer", "their answer", "my reflection", "their reflection", "♥", "🎻", "walk daily", "a note", "Asked then",
            ] {
                #expect(text.contains(word), "\(word)")
            }
            for word in ["my draft", "my waiting", "skipped question", "former version"] {
                #expect(!text.contains(word), "\(word)")
            }
        }
    }

    @Test func `with all of it, drafts and waiting answers stand apart, and skips are never told`() throws {
        let export = Self.everything()
        for text in [
            KeepsakePage(Self.keepsake(export, includingOwn: true)).text,
            KeepsakeMarkdown(Self.keepsake(export, includingOwn: true)).text,
        ] {
            let own = try #require(text.firstRange(of: "Only you can read these so far."))
            for word in ["my draft", "my waiting"] { #expect(text[own.upperBound...].contains(word), "\(word)") }
            #expect(!text.contains("skipped question"))
        }
    }

    @Test func `answers stand in the months in which they opened, rounds of one question together as well`() throws {
        let export = Self.export(
            Self.opened(mine: "first", theirs: "a", at: 0), Self.opened(number: 2, mine: "second", theirs: "b", at: 400 * 1440))
        let text = KeepsakeMarkdown(Self.keepsake(export)).text
        #expect(text.matches(of: /## (\w+ \d+)\n/).map { String($0.output.1) } == ["November 2025", "December 2026"])
        #expect(text.contains("the 1st of 2 times") && text.contains("the 2nd of 2 times"))
        let again = try #require(text.firstRange(of: "## Asked again"))
        #expect(text[again.upperBound...].contains("first") && text[again.upperBound...].contains("second"))
    }

    @Test func `the months are those of the wall clock here`() {
        let evening = Instant(milliseconds: noon.milliseconds + (5 * 24 + 11) * 3_600_000)  // 2025-11-30T23:00:00Z
        let voice = Export.Voice(text: "late", at: evening)
        let export = Self.export(Export.Round(number: 1, state: .revealed, mine: voice, theirs: voice))
        #expect(
            KeepsakeMarkdown(Keepsake(export, includingOwn: false, clock: WallClock(ahead: 7200))).text.contains("## December 2025")
        )
    }

    @Test func `what was brought in stands under the name of whom it was shared with`() {
        let round = Self.opened(mine: "a", theirs: "b")
        let archived = Export.Round(
            number: 1, state: .revealed, mine: round.mine, theirs: round.theirs, isArchived: true, partner: "Carl")
        let text = KeepsakeMarkdown(Self.keepsake(Self.export(archived))).text
        #expect(text.contains("**Carl**, ") && !text.contains("**Ben**, "))
    }

    @Test func `words of no known language have the direction that they begin with`() throws {
        let markup = try Markup(
            KeepsakePage(Self.keepsake(Self.export(Self.opened(mine: "مساء الخير\n\nhello", theirs: "今晩は")))).text)
        let paragraphs = markup.elements.filter { $0.name == "p" && $0.attributes["dir"] != nil }
        #expect(paragraphs.count == 3)
        #expect(paragraphs.allSatisfy { $0.attributes["dir"] == "auto" && $0.attributes["lang"] == "" })
        #expect(markup.elements.first?.attributes["lang"] == "en")
    }

    @Test func `an empty one says so, and is a page all the same`() throws {
        let export = Export(exported: noon, name: nil, partner: nil, prompts: [])
        let page = KeepsakePage(Self.keepsake(export)).text
        _ = try Markup(page)
        #expect(page.contains("Nothing is revealed yet."))
        #expect(KeepsakeMarkdown(Self.keepsake(export)).text.hasPrefix("# You & Your partner\n\nNothing is revealed"))
    }

    @Test func `clocks that were far off end nothing`() throws {
        for at in [Int64.min, .max, -62_167_219_200_001] {
            let voice = Export.Voice(text: "when?", at: Instant(milliseconds: at))
            let export = Self.export(Export.Round(number: 1, state: .revealed, mine: voice, theirs: voice))
            _ = try Markup(KeepsakePage(Self.keepsake(export)).text)
            let json = JSONText.document(export.file)
            let back = try Export(json: Array(json.utf8))
            #expect(back.prompts[0].rounds[0].mine?.text == "when?")
        }
    }

    // MARK: JSON

    @Test func `JSON reads back as it was written`() throws {
        let export = Self.everything()
        #expect(try Export(json: Array(JSONText.document(export.file).utf8)) == export)
        let hostile = Self.everywhere(Self.hostile.joined(separator: "\n"))
        let back = try Export(json: Array(JSONText.line(hostile.file).utf8))
        #expect(back.prompts == hostile.prompts && back.pledges == hostile.pledges)
    }

    // MARK: Fixtures

    private static func keepsake(_ export: Export, includingOwn: Bool = false) -> Keepsake {
        Keepsake(export, includingOwn: includingOwn, clock: WallClock(ahead: 0))
    }

    private static func voice(_ text: String, at minutes: Int = 0, asked: String? = nil) -> Export.Voice {
        Export.Voice(text: text, at: Instant(milliseconds: noon.milliseconds + Int64(minutes) * 60_000), asked: asked)
    }

    private static func opened(number: Int = 1, mine: String, theirs: String, at minutes: Int = 0) -> Export.Round {
        Export.Round(number: number, state: .revealed, mine: voice(mine, at: minutes), theirs: voice(theirs, at: minutes))
    }

    private static func prompt(_ id: PromptID, _ question: String, _ rounds: Export.Round..., isSkipped: Bool = false)
        -> Export.Prompt
    {
        Export.Prompt(id: id, question: question, isSkipped: isSkipped, rounds: rounds, history: [])
    }

    private static func export(_ rounds: Export.Round...) -> Export {
        let prompt = Export.Prompt(id: "founding/first-word", question: "Why?", isSkipped: false, rounds: rounds, history: [])
        return Export(exported: noon, name: "Ada", partner: "Ben", prompts: [prompt])
    }

    private static func everything() -> Export {
        let day = Day(number: 20_000)
        let said = Export.Round(
            number: 1, state: .revealed, mine: voice("my answer", asked: "Asked then?"), theirs: voice("their answer"),
            reflections: [
                Export.Reflection(isMine: true, text: "my reflection", at: noon),
                Export.Reflection(isMine: false, text: "their reflection", at: noon),
            ], myReaction: "♥", theirReaction: "🎻")
        let history = Export.Version(round: 1, reason: .edited, text: "former version", at: noon)
        return Export(
            exported: noon, authorID: PartnerID(validated: Bytes(repeating: 1, count: 32)), name: "Ada",
            partnerID: PartnerID(validated: Bytes(repeating: 2, count: 32)), partner: "Ben",
            prompts: [
                Export.Prompt(id: "founding/a", question: "Why?", isSkipped: false, rounds: [said], history: [history]),
                prompt("founding/b", "Draft?", Export.Round(number: 1, state: .open, draft: voice("my draft"))),
                prompt("founding/c", "Waits?", Export.Round(number: 1, state: .sealedByMe, mine: voice("my waiting"))),
                prompt("founding/d", "skipped question", Export.Round(number: 1, state: .open), isSkipped: true),
                prompt("checkin/us", "How close?", opened(mine: "shame 4: a note\ntrusting 8", theirs: "shame 2\ntrusting 9")),
            ],
            pledges: [Export.Pledge(isMine: false, text: "walk daily", from: day, through: day, keptOn: day, at: noon)])
    }

    /// The same text wherever anyone can write.
    private static func everywhere(_ words: String) -> Export {
        let sign = String(
            words.first { !$0.isWhitespace && $0.unicodeScalars.first?.properties.generalCategory != .control } ?? "x")
        let note = words.split(whereSeparator: \.isNewline).joined(separator: " ")
        let day = Day(number: 20_000)
        func round(_ number: Int) -> Export.Round {
            Export.Round(
                number: number, state: .revealed, draft: voice(words), mine: voice(words, at: number, asked: words),
                theirs: voice(words, at: number), reflections: [Export.Reflection(isMine: false, text: words, at: noon)],
                myReaction: sign, theirReaction: sign, isArchived: true, partner: words)
        }
        return Export(
            exported: noon, name: words, partner: words,
            prompts: [
                prompt("founding/a", words + "?", round(1), round(2)),
                prompt("checkin/us", "How close?", opened(mine: "shame 4: \(note)", theirs: "shame 2: \(note)")),
            ],
            pledges: [
                Export.Pledge(isMine: false, text: words, from: day, through: day, keptOn: day, at: noon, partner: words)
            ])
    }
}
