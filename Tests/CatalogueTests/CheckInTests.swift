import Catalogue
import Testing

@Suite("The check-in's subjects")
struct CheckInTests {
    @Test func `a check-in is text that can be read without the program, in the order in which it is asked`() throws {
        let checkIn = CheckIn(ratings: [
            .quality(.trusting): try #require(Rating(8, note: "we talked")), .barrier(.shame): try #require(Rating(10)),
        ])
        #expect(checkIn.text == "shame 10\ntrusting 8: we talked")
    }

    @Test(arguments: [
        "plain", "a: b: 3", "shame 4", "\u{301}begins with what joins the space", "日本語 👩‍👩‍👧 שלום", "\u{1B}[2J\u{7}",
        "\"quoted\" = 'so'",
        "\u{200B}", "a\u{0}b", ":", " spaces   within ",
    ])
    func `whatever is said comes back`(words: String) throws {
        let rating = try #require(Rating(0, note: words))
        let checkIn = CheckIn(ratings: [.barrier(.conflict): rating, .quality(.mutual): try #require(Rating(3))])
        #expect(CheckIn(text: checkIn.text) == checkIn)
        #expect(
            rating.note?.unicodeScalars.filter { !$0.properties.isWhitespace }
                == words.unicodeScalars.filter { !$0.properties.isWhitespace })
    }

    @Test(arguments: ["two\nlines", "a\r\nb", "a\u{2028}b", "a\u{85}shame 3", "\u{0B}x"])
    func `words stay on their line`(words: String) throws {
        let checkIn = CheckIn(ratings: [.barrier(.wounds): try #require(Rating(5, note: words))])
        #expect(checkIn.text.split(whereSeparator: \.isNewline).count == 1)
        #expect(CheckIn(text: checkIn.text) == checkIn)
    }

    @Test(arguments: [
        "", "hello", "shame", "shame 11", "shame 100", "shame -1", "shame ٣", "shame 3:x", "Shame 3", " shame 3",
        "shame 3\nshame 4",
        "shame 3\nand so on", "later 3",
    ])
    func `anything else is none`(text: String) { #expect(CheckIn(text: text) == nil) }

    @Test func `what a newer version rates besides is passed over, but not in what somebody writes`() throws {
        #expect(CheckIn(text: "shame 3\nlater 4: words")?.ratings == [.barrier(.shame): try #require(Rating(3))])
        #expect(throws: CheckInError.self) { try CheckIn(parsing: "shame 3\nlater 4: words") }
    }

    @Test(
        arguments: [
            ("shame 3\n\nshame 4", 3, .repeated(.barrier(.shame))), ("shame 3\ntrust 4", 2, .unknown("trust")),
            ("shame 3\nmutual 11", 2, .range), ("shame", 1, .form), ("", 1, .empty), ("\n \n", 3, .empty),
        ] as [(String, Int, CheckInError.Reason)])
    func `a slip is named with its line`(text: String, line: Int, reason: CheckInError.Reason) {
        let error = #expect(throws: CheckInError.self) { try CheckIn(parsing: text) }
        #expect(error?.line == line && error?.reason == reason)
    }

    @Test func `barriers are better low and qualities high, and each has its name`() {
        #expect(CheckInSubject.allCases.count == 12)
        #expect(CheckInSubject.allCases.filter(\.isBetterHigh).map(\.name) == ["mutual", "flexible", "respectful", "trusting"])
        #expect(CheckInSubject.allCases.allSatisfy { CheckInSubject(name: $0.name) == $0 })
    }
}
