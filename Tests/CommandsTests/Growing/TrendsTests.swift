import Catalogue
import ClientCore
import Commands
import Foundation
import Models
import Presentation
import Support
import TestTraits
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

@Suite("Trends of check-ins", .onOwnThreads)
struct TrendsTests {
    private static func points(_ values: [Int], note: String? = nil, every days: Int64 = 14) -> [Trends.Point] {
        values.enumerated().compactMap { index, value in
            Rating(value, note: note).map {
                Trends.Point(at: noon.advanced(by: .seconds(Int64(index) * days * 86_400)), rating: $0)
            }
        }
    }

    private static func trends(_ mine: [Int], _ theirs: [Int], note: String? = nil, every days: Int64 = 14) -> Trends {
        let all = CheckInSubject.allCases.map {
            Trends.Series(subject: $0, mine: points(mine, note: note, every: days), theirs: points(theirs, every: days))
        }
        return Trends(
            together: min(mine.count, theirs.count), series: all, gaps: [], eased: [],
            suggestions: [summary("founding/first-word", "What comes to mind first?")], waitsForPartner: false, waitsForMe: false)
    }

    private func text(_ trends: Trends, _ width: Int?, isColoured: Bool = false) -> String {
        TrendsText.lines(trends, partner: "Ben", on: page(width, isColoured: isColoured)).joined(separator: "\n")
    }

    @Test(arguments: [20, 40, 80, 120, 200], [[5], [0, 10], Array(repeating: 3, count: 200)])
    func `it fits the width`(width: Int, values: [Int]) {
        let lines = TrendsText.lines(
            Self.trends(values, values.map { 10 - $0 }), partner: "Benedikta-Maria the longest", on: page(width))
        #expect(lines.allSatisfy { DisplayWidth.of($0) <= width })
        let large = TrendsText.lines(
            Self.trends(values, values, note: String(repeating: "words ", count: 40)), about: .quality(.trusting), partner: "Ben",
            on: page(width))
        #expect(large.allSatisfy { DisplayWidth.of($0) <= width })
    }

    @Test(arguments: [[.min, .max], [.min, 0, .max], [.max], [.min], [-1, 1]] as [[Int64]])
    func `no time that a partner names brings a picture down`(times: [Int64]) throws {
        let points = try times.map { Trends.Point(at: Instant(milliseconds: $0), rating: try #require(Rating(5, note: nil))) }
        let series = CheckInSubject.allCases.map { Trends.Series(subject: $0, mine: Self.points([5], every: 1), theirs: points) }
        let trends = Trends(
            together: 1, series: series, gaps: [], eased: [], suggestions: [], waitsForPartner: false, waitsForMe: false)
        #expect(!CheckInChart.figures(trends, me: "Ada", partner: "Ben").isEmpty)
        #expect(!TrendsSVG(partner: "Ben", clock: WallClock(ahead: 0)).document(trends).isEmpty)
        #expect(!text(trends, 80).isEmpty)
        #expect(!TrendsText.lines(trends, about: .barrier(.shame), partner: "Ben", on: page(80)).isEmpty)
    }

    @Test func `colour is added to what can be read without it`() {
        let plain = text(Self.trends([3, 5], [8, 7]), 80)
        let coloured = text(Self.trends([3, 5], [8, 7]), 80, isColoured: true)
        #expect(coloured != plain)
        #expect(
            coloured.replacing(/\u{1B}\[[0-9]+m/, with: "").replacing(/\ +\n/, with: "\n") == plain.replacing(/\ +\n/, with: "\n"))
        #expect(plain.contains("●") && plain.contains("○"))
    }

    @Test func `one subject alone has a line for each value, and the words`() {
        let lines = TrendsText.lines(
            Self.trends([0, 10], [5, 5], note: "so"), about: .barrier(.shame), partner: "Ben", on: page(40))
        let plot = lines.filter { $0.contains("┤") }
        #expect(plot.map { $0.prefix(2) } == ["10", " 9", " 8", " 7", " 6", " 5", " 4", " 3", " 2", " 1", " 0"])
        #expect(plot.first?.hasSuffix("●") == true && plot.last?.hasPrefix(" 0 ┤●") == true)
        #expect(plot[5].hasPrefix(" 5 ┤○") && plot[5].hasSuffix("○"))
        #expect(lines.suffix(5) == ["You 10  9 Dec 2025", "  so", "", "You 0  25 Nov 2025", "  so"])
    }

    @Test func `it says what it is based on`() throws {
        let (ada, ben) = try pair()
        for days in [0, 20] {
            for person in [ada, ben] {
                person.home.clocks.ahead = Int64(days) * 86_400
                _ = person.run("checkin", "--rate", "shame=\(9 - days / 4)", "--yes")
            }
            try ada.home.sync()
        }
        let output = ada.run("trends").output.replacing("\n", with: " ")
        #expect(output.contains("You've checked in together twice since 1 June 2026."))
        #expect(
            output.contains("Since the check-in before the last, for the two of you together: Shame and low self-worth eased from"))
    }

    @Test(arguments: 0...10) func `only a 10 is on the line of a 10, and only a 0 on that of a 0`(value: Int) {
        let lines = TrendsText.lines(Self.trends([value], []), partner: "Ben", on: page(40))
        let plot = lines.filter { $0.contains("┤") || $0.contains("│") }.prefix(5)
        #expect(plot.count == 5)
        #expect(plot.first?.contains("●") == (value == 10))
        #expect(plot.last?.contains("●") == (value == 0))
        #expect(plot.contains { $0.contains("●") })
    }

    @Test func `where both meet, that is a sign of its own`() {
        #expect(text(Self.trends([4], [4]), 40).contains("◉"))
    }

    @Test func `with too little it says kindly what is missing`() throws {
        let (ada, ben) = try pair()
        let nothing = ada.run("trends")
        _ = ada.run("checkin", "--rate", "shame=3")
        let mine = ada.run("trends")
        _ = ben.run("sync")
        let theirs = ben.run("trends")
        _ = ben.run("checkin", "--rate", "shame=9")
        let once = ben.run("trends")
        #expect(nothing.output.hasPrefix("There's nothing to plot yet. Begin with `twofold checkin`;"))
        #expect(mine.output.contains("So far, these are yours alone. Once Ben has checked in too"))
        #expect(theirs.output == "There's nothing to plot yet. Ada has checked in. Sealing yours reveals both: `twofold checkin`\n")
        #expect(once.output.contains("You've checked in together once, on 1 June 2026."))
        #expect(once.output.contains("Shame and low self-worth: you 9, Ada 3."))
        #expect(once.output.contains("To talk about it, if you like:\n  "))
    }

    @Test func `it works offline, as JSON, and by subject`() throws {
        let (ada, ben) = try pair()
        for (mine, theirs) in [(9, 8), (4, 2)] {
            _ = ada.run("checkin", "--rate", "shame=\(mine):so")
            _ = ben.run("checkin", "--rate", "shame=\(theirs)", "--yes")
            try ada.home.sync()
        }
        ada.home.isOffline = true
        let json = ada.run("trends", "--json")
        let unknown = ada.run("trends", "--subject", "trust")
        let none = ada.run("trends", "--subject", "trusting")
        #expect(
            json.output.hasPrefix(
                #"{"together":2,"subjects":[{"subject":"shame","title":"Shame and low self-worth","is_better_high":false,"mine":[{"at":""#
            ))
        #expect(json.output.contains(#""value":9,"note":"so"}"#))
        #expect(
            json.output.contains(
                #""gaps":[{"subject":"shame","mine":4,"theirs":2,"width":2}],"eased":[{"subject":"shame","before":8.5,"now":3.0}]"#)
        )
        #expect(unknown.errors.hasPrefix("There's no subject “trust”."))
        #expect(none.output.hasPrefix("No one has rated “Trusting” yet."))
    }

    // MARK: SVG

    @Test func `the SVG is whole, safe, and names each thing once`() throws {
        let trends = Self.trends([3, 5], [8, 7], note: "<script>alert('x')</script> & \u{1B}\u{FFFF} \"q\"")
        let svg = TrendsSVG(partner: "B<e>n", clock: WallClock(ahead: 0)).document(trends)
        let reader = XMLReader()
        let parser = XMLParser(data: Data(svg.utf8))
        parser.delegate = reader
        #expect(parser.parse())
        #expect(reader.elements["script"] == nil && reader.elements["svg"] == 13)
        #expect(Set(reader.ids).count == reader.ids.count && reader.ids.count == 25)
        #expect(svg.contains("prefers-color-scheme:dark") && !svg.contains("http://www.w3.org/1999/xhtml"))
        #expect(reader.text.contains("B<e>n"))
    }

    @Test func `one chart stands in a page of somebody else's`() throws {
        let series = try #require(Self.trends([3], [8]).series.first)
        let first = TrendsSVG(partner: "Ben", clock: WallClock(ahead: 0)).chart(series)
        let second = TrendsSVG(me: "Ada", partner: "Ben", clock: WallClock(ahead: 0), prefix: "again").chart(series)
        #expect(XMLParser(data: Data(first.utf8)).parse())
        #expect(first.contains(#"id="trend-vulnerability-title""#) && second.contains(#"id="again-vulnerability-title""#))
        #expect(!first.contains("<style>") && second.contains("Now Ada 3, Ben 8 · lower is better"))
    }

    @Test func `an SVG is written to a file, or shown`() throws {
        let (ada, _) = try pair()
        let written = ada.run("trends", "--svg", "t.svg")
        let shown = ada.run("trends", "--svg", "-")
        let file = ada.files["t.svg"]
        #expect(written.output == "The plots are in t.svg. Only you can read that file.\n")
        #expect(file.map { String(decoding: $0, as: UTF8.self) } == shown.output)
        #expect(shown.output.contains("nothing to plot yet."))
    }
}

private final class XMLReader: NSObject, XMLParserDelegate {
    var elements: [String: Int] = [:]
    var ids: [String] = []
    var text = ""

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String] = [:]
    ) {
        elements[name, default: 0] += 1
        if let id = attributes["id"] { ids.append(id) }
    }

    func parser(_ parser: XMLParser, foundCharacters characters: String) { text += characters }
}
