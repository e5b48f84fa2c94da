import Catalogue
import Commands
import Machine
import Presentation
import Testing

@Suite("The check-in sheet")
struct CheckInSheetTests {
    private func sheet(_ keys: Key..., beginning: CheckInSheet = CheckInSheet()) -> CheckInSheet {
        keys.reduce(into: beginning) { $0.press($1) }
    }

    private func typed(_ text: String) -> [Key] { text.unicodeScalars.map(Key.typed) }

    private func text(_ sheet: CheckInSheet) -> String { CheckIn(ratings: sheet.ratings).text }

    @Test(
        arguments: [
            ("7", 7), ("0", 0), ("10", 10), ("110", 10), ("100", 0), ("17", 7), ("11", 1), ("5ll", 7), ("5h", 4), ("9+++", 10),
            ("1---", 0),
        ] as [(String, Int)])
    func `digits and arrows rate, and stay within 0 and 10`(keys: String, value: Int) {
        let sheet = typed(keys).reduce(into: CheckInSheet()) { $0.press($1) }
        #expect(text(sheet) == "vulnerability \(value)")
    }

    @Test func `a 1 and a 0 of two subjects are no 10`() {
        #expect(text(sheet(.typed("1"), .down, .typed("0"))) == "vulnerability 1\nwounds 0")
    }

    @Test func `nothing is rated before a key rates it, whatever was said the last time`() throws {
        let before = CheckInSheet(before: [.barrier(.vulnerability): try #require(Rating(6))])
        #expect(before.ratings.isEmpty)
        #expect(text(sheet(.typed(" "), beginning: before)) == "vulnerability 6")
        #expect(text(sheet(.right, beginning: before)) == "vulnerability 7")
        #expect(sheet(.down, .typed(" "), beginning: before).ratings.isEmpty)
        #expect(before.frame(columns: 80, rows: 24).text.contains("░░░░░░░░░░░░········ (6)"))
    }

    @Test func `up and down go around`() {
        #expect(
            text(sheet(.up, .typed("3"), .down, .typed("4"), .end, .home, .tab, .typed("5")))
                == "vulnerability 4\nwounds 5\ntrusting 3")
    }

    @Test func `words go with a number, and keys that rate are letters there`() {
        var sheet = sheet(.typed("3"), .typed("n"))
        for key in typed("so sqx") + [.backspace, .enter] as [Key] { sheet.press(key) }
        #expect(text(sheet) == "vulnerability 3: so sq")
        #expect(!sheet.isDone)
    }

    @Test func `where nothing is rated words begin with the number, and letters before it press nothing`() {
        var sheet = sheet(.typed("n"))
        for key in typed("so sqx jk") + [.enter] as [Key] { sheet.press(key) }
        #expect(!sheet.isDone && sheet.ratings.isEmpty)
        #expect(
            sheet.frame(columns: 80, rows: 24).text.hasSuffix("First a number from 0 to 10, then your note. Esc goes back."))
        for key in typed("10 so it is") + [.enter] as [Key] { sheet.press(key) }
        #expect(text(sheet) == "vulnerability 10: so it is")
    }

    @Test(arguments: [(Key.escape, ""), (.down, ""), (.right, "vulnerability 1")])
    func `a number that is asked for before words need not be given`(key: Key, left: String) {
        #expect(text(sheet(.typed("n"), key)) == left)
    }

    @Test(arguments: [Key.enter, .escape, .down, .up, .tab]) func `no way out of the words loses any`(key: Key) {
        let sheet = ([.typed("3"), .typed("n")] + typed("words") + [key]).reduce(into: CheckInSheet()) { $0.press($1) }
        #expect(text(sheet) == "vulnerability 3: words")
    }

    @Test func `words that are being written count already`() {
        let sheet = ([.typed("3"), .typed("n")] + typed("half")).reduce(into: CheckInSheet()) { $0.press($1) }
        #expect(text(sheet) == "vulnerability 3: half")
    }

    @Test func `a number that words hold on to is not cleared before them`() {
        var sheet = ([.typed("3"), .typed("n")] + typed("words") + [.enter, .typed("x")]).reduce(into: CheckInSheet()) {
            $0.press($1)
        }
        #expect(text(sheet) == "vulnerability 3: words")
        for key in [.typed("n"), .control("u"), .enter, .typed("x")] as [Key] { sheet.press(key) }
        #expect(sheet.ratings.isEmpty)
    }

    @Test func `what is pasted presses no keys, and its lines become one`() {
        let pasted = [.pasteBegins] + typed("sq7") + [.enter, .pasteEnds] as [Key]
        let outside = pasted.reduce(into: CheckInSheet()) { $0.press($1) }
        #expect(!outside.isDone && outside.ratings.isEmpty)
        let within = ([.typed("3"), .enter] + pasted + typed("!") + [.enter]).reduce(into: CheckInSheet()) { $0.press($1) }
        #expect(text(within) == "vulnerability 3: sq7 !")
    }

    @Test func `what could command a terminal is not taken into the words`() {
        let keys = [.typed("3"), .typed("n")] + typed("a\u{1B}[2J\u{202E}b\u{7F}") + [.enter] as [Key]
        #expect(text(keys.reduce(into: CheckInSheet()) { $0.press($1) }) == "vulnerability 3: a[2Jb")
    }

    @Test func `sealing asks for one rating at least, and then for its word`() {
        #expect(sheet(.typed("s")).frame(columns: 80, rows: 24).text.hasSuffix("Rate at least one, then seal."))
        let asking = sheet(.typed("2"), .typed("s"))
        #expect(!asking.isDone)
        #expect(asking.frame(columns: 80, rows: 24).text.hasSuffix("›\nTo seal, type seal, then Enter. Esc goes back."))
        #expect((typed("seal") + [.enter]).reduce(into: asking) { $0.press($1) }.wish == .seal)
        #expect((typed("Seax") + [.backspace] + typed("L") + [.enter]).reduce(into: asking) { $0.press($1) }.wish == .seal)
        #expect(sheet(.typed("2"), .typed("q")).wish == .keep)
        #expect(sheet(.escape).wish == .keep)
    }

    @Test(arguments: [
        "n we said it so often\ns", "so I feel\n", "s\n", "ss\n", "sy\n", "syes\n", "easy\nas\n", "2s2s2s\n\n", "says seal\n",
        "some seal words\n",
    ])
    func `no run of text that was meant for words seals`(run: String) {
        var sheet = sheet(.typed("7"), .down)
        for key in typed(run).map({ $0 == .typed("\n") ? .enter : $0 }) { sheet.press(key) }
        #expect(sheet.wish != .seal)
        #expect(sheet.ratings[.barrier(.vulnerability)]?.value == 7)
    }

    @Test func `a paste seals nothing, not even with the word`() {
        let pasted = [.typed("2"), .typed("s"), .pasteBegins] + typed("seal") + [.enter, .pasteEnds, .enter] as [Key]
        #expect(pasted.reduce(into: CheckInSheet()) { $0.press($1) }.wish == nil)
    }

    @Test func `where sealing is asked stands what comes of it, and how to take it back`() {
        func asked(_ sheet: CheckInSheet) -> String {
            [.typed("2"), .typed("s")].reduce(into: sheet) { $0.press($1) }.frame(columns: 80, rows: 24).text
                .replacing("\n", with: " ")
        }
        #expect(asked(CheckInSheet()).contains("`twofold checkin` changes it and `twofold withdraw checkin` takes it back."))
        #expect(asked(CheckInSheet(consequence: "It reveals both.")).contains("It reveals both."))
    }

    @Test(arguments: [(80, 24), (40, 20), (20, 10), (200, 60), (63, 24), (30, 13), (12, 5), (5, 3), (1, 1), (20, 2)])
    func `it fits, and shows the subject under the cursor`(columns: Int, rows: Int) throws {
        let long = String(repeating: "日本 long words 👩‍👩‍👧 ", count: 9)
        var sheet = CheckInSheet(
            [.barrier(.shame): try #require(Rating(10, note: long)), .quality(.flexible): try #require(Rating(3))],
            before: [.barrier(.wounds): try #require(Rating(10))], notice: "Ben has checked in. Sealing yours reveals both.")
        for index in CheckInSubject.allCases.indices {
            for opening in [nil, Key.enter, .typed("s")] {
                if let opening { sheet.press(opening) }
                let frame = sheet.frame(columns: columns, rows: rows)
                #expect(frame.lines.count <= rows)
                #expect(frame.lines.allSatisfy { line in DisplayWidth.of(line.map(\.text).joined()) <= columns })
                #expect(
                    columns < 20 || rows < 4
                        || frame.text.contains("› " + CheckInSubject.allCases[index].name.prefix(1).uppercased()) || columns >= 64)
                #expect(frame.cursor.map { $0.row < rows && $0.column < max(3, columns) } ?? true)
                if opening != nil { sheet.press(.escape) }
            }
            sheet.press(.down)
        }
    }

    @Test(arguments: [nil, "Ben has checked in. Sealing yours reveals both."], [nil, 10])
    func `at 40 columns and 24 rows all subjects are in sight, with what 0 and 10 mean`(notice: String?, before: Int?) throws {
        let last = try before.map { try #require(Rating($0)) }
        let sheet = CheckInSheet(
            [.quality(.trusting): try #require(Rating(3, note: "we talked"))],
            before: last.map { [.barrier(.vulnerability): $0] } ?? [:], notice: notice)
        let frame = sheet.frame(columns: 40, rows: 24).text
        for subject in CheckInSubject.allCases { #expect(frame.contains(subject.name.dropFirst())) }
        #expect(frame.contains("What gets between you: lower is better") && frame.contains("What carries you: higher is better"))
        #expect(frame.contains("0 means not at all, 10 very much.") || frame.contains("0 not at all, 10 very much. Last: 10."))
        #expect(frame.contains("n add a note") && frame.contains("  3  note\n"))
    }

    @Test func `at 80 columns it is a sheet`() throws {
        let words = try #require(Rating(3, note: "we talked"))
        let sheet = CheckInSheet([.barrier(.vulnerability): words], before: [.barrier(.wounds): try #require(Rating(5))])
        #expect(
            sheet.frame(columns: 80, rows: 24).text == """
                Check-in  Yours alone, until you've both sealed.

                What gets between you: lower is better
                › Fear of being vulnerable          ██████··············  3   we talked
                  Wounds from earlier relationships ░░░░░░░░░░·········· (5)
                  Shame and low self-worth          ····················  –
                  Ways of talking that push apart   ····················  –
                  Fear of losing yourself           ····················  –
                  Unresolved conflict               ····················  –
                  Different needs for closeness     ····················  –
                  Busyness, distraction, exhaustion ····················  –

                What carries you: higher is better
                  Mutual                            ····················  –
                  Flexible                          ····················  –
                  Respectful                        ····················  –
                  Trusting                          ····················  –


                Opening up feels risky or embarrassing, so you stay on your guard.

                0 means not at all, 10 very much.
                Note: we talked
                ↑↓ move  ←→ or 0–10 rate  n add a note  x clear  s seal  d keep a draft
                """)
    }
}
