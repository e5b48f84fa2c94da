import Catalogue
import Commands
import Machine
import Models
import Presentation
import Support
import TestTraits
import Testing

@Suite("QR codes in a terminal", .onOwnThreads)
struct QRTests {
    private let code = "twofold.example.org:443/P1D3-VKWF-0B8R-QHXJ-7M2T-A6ZC-9N4G-5YSE"

    @Test(arguments: [true, false]) func `what is drawn is the symbol, with its quiet zone`(isColoured: Bool) throws {
        let symbol = try #require(QRSymbol(code))
        let page = OutputLayout(width: 80, isColoured: isColoured, clock: WallClock(ahead: 0), now: Instant(milliseconds: 0))
        var rows: [[Bool]] = []
        for line in QRText.lines(symbol, on: page) {
            let blocks = line.replacing(/\e\[[0-9;]*m/, with: "")
            // Inked cells are dark if colours set the background, and light if there are no colours.
            rows.append(blocks.map { "█▀".contains($0) == isColoured })
            rows.append(blocks.map { "█▄".contains($0) == isColoured })
        }
        let quiet = 4
        #expect(rows.count >= symbol.width + 2 * quiet)
        for (row, modules) in rows.enumerated() {
            #expect(modules == (0..<symbol.width + 2 * quiet).map { symbol.isDark(row - quiet, $0 - quiet) })
        }
    }

    @Test func `its colours are its own, and end with each line`() throws {
        let page = OutputLayout(width: 80, isColoured: true, clock: WallClock(ahead: 0), now: Instant(milliseconds: 0))
        for line in QRText.lines(try #require(QRSymbol(code)), on: page) {
            #expect(line.hasPrefix("\u{1B}[38;5;16;48;5;231m") && line.hasSuffix("\u{1B}[0m"))
        }
    }

    @Test func `a code takes the smallest symbol, whatever its letters are`() {
        #expect(QRSymbol(code)?.width == 29)
        #expect(QRSymbol(code) == QRSymbol(code.uppercased()))
        #expect(QRSymbol("[::1]:8420/P1D3-VKWF") != nil)
        #expect(QRSymbol(String(repeating: "A", count: 5000)) == nil)
    }

    @Test func `it is drawn on a terminal that has room for it, and nowhere else`() throws {
        let ada = Person(try TestPair().ada)
        func outputs(_ more: [String] = []) -> [String] { [["link"], ["kit", "--new"]].map { ada.run($0 + more).output } }
        let piped = outputs()
        ada.sit(columns: 37)
        let drawn = outputs()
        let refused = outputs(["--no-qr"])
        let scripted = outputs(["--json"])
        ada.sit(columns: 32)
        let narrow = outputs()
        ada.sit()
        ada.console.rows = 20
        let left = piped + refused + scripted + narrow + outputs()
        #expect(drawn.allSatisfy { $0.contains("▀") })
        #expect(left.count == 10 && left.allSatisfy { !$0.contains("▀") && $0.contains("-") })
        let why = "There's no room here for its QR code: in a window of 33 columns and "
        let saying = left.map { $0.replacing("\n", with: " ").contains(why) }
        #expect(saying == Array(repeating: false, count: 6) + Array(repeating: true, count: 4))
    }

    @Test(arguments: [24, 26, 40]) func `all of it is in sight at once, and what matters stands below it`(rows: Int) throws {
        let (alone, ada) = (try newcomer(), try pair().ada)
        _ = alone.run("init", "--name", "Ada", "--server", World.address)
        for person in [alone, ada] {
            person.sit(columns: 80)
            person.console.rows = rows
        }
        alone.console.keys = [.timedOut]
        let commands = [
            (alone, ["invite"], "once"), (alone, ["invite", "--no-wait"], "once"), (ada, ["link"], "once"),
            (ada, ["kit"], "as often as you need"), (ada, ["kit", "--new"], "as often as you need"),
        ]
        for (person, command, uses) in commands {
            let output = person.run(command).output
            let waiting = output.replacing(/The code stays good\. `twofold (.|\n)*$/, with: "")
            #expect(waiting.count { $0 == "\n" } < rows)
            let below = try #require(waiting.split(separator: "▀").last).replacing("\n", with: " ")
            #expect(below.contains("127.0.0.1:8420/") && below.contains("until"))
            #expect(below.contains(uses))
            #expect(below.contains("The address in it, 127.0.0.1, can only be reached from this device."))
        }
    }
}
