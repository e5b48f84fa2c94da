import ClientCore
import Commands
import Models
import Presentation
import Support
import Testing

@Suite("The list of prompts")
struct ListTextTests {
    private let prompts = [
        summary("founding/first-word", "What comes to mind first at that word?", state: .revealed, number: 2),
        summary("founding/felt", "When did you feel connected?", state: .sealedByPartner),
        summary("ours/0a1b2c3d4e", "Where shall we go?", hasDraft: true),
        summary("founding/small-step", "One step?", isSkipped: true),
    ]

    private func list(_ width: Int?) -> String {
        PromptListText.lines(prompts, partner: "Ben", on: page(width)).joined(separator: "\n")
            .replacing("\u{A0}", with: " ")
    }

    @Test func `prompts are aligned, marked and explained`() {
        #expect(
            list(72) == """
                1 ● founding/first-word  What comes to mind first at that word?
                                         (round 2)
                2 ◑ founding/felt        When did you feel connected?
                3 ✎ ours/0a1b2c3d4e      Where shall we go?
                4 – founding/small-step  One step?

                ✎ your draft   ◑ waiting for you   ● revealed   – skipped
                """)
    }

    @Test func `on a narrow terminal the question stands below`() {
        #expect(
            list(40) == """
                1 ● founding/first-word
                    What comes to mind first at that
                    word? (round 2)
                2 ◑ founding/felt
                    When did you feel connected?
                3 ✎ ours/0a1b2c3d4e
                    Where shall we go?
                4 – founding/small-step
                    One step?

                ✎ your draft   ◑ waiting for you
                ● revealed   – skipped
                """)
    }

    @Test func `devices are aligned, this one and removed ones told`() throws {
        let id = try #require(DeviceID(bytes: Bytes(repeating: 7, count: 32)))
        let devices = [
            DeviceView(id: id, short: "07070707", name: "desk", kind: .machine, isThis: true, isLive: true, added: noon),
            DeviceView(id: id, short: "0a0a0a0a", name: "laptop", kind: .machine, isThis: false, isLive: true, added: noon),
            DeviceView(id: id, short: "08080808", name: nil, kind: .kit, isThis: false, isLive: true, added: noon),
            DeviceView(id: id, short: "09090909", name: "old phone", kind: .machine, isThis: false, isLive: false, added: noon),
        ]
        #expect(
            DevicesText.lines(devices, lastSigned: [id: noon], on: page(80)).joined(separator: "\n") == """
                07070707  desk          since 25 November 2025, this device
                0a0a0a0a  laptop        since 25 November 2025, last wrote just now
                08080808  recovery kit  since 25 November 2025
                09090909  old phone     since 25 November 2025, removed
                """)
    }

    @Test func `history tells what became of each version`() {
        let versions = [
            HistoryVersion(number: 1, round: 1, words: words("first"), reason: .superseded, isDraft: false),
            HistoryVersion(number: 2, round: 1, words: words("second"), reason: nil, isDraft: false),
        ]
        #expect(
            HistoryText.lines(versions, prompt: "founding/felt", on: page(80)).joined(separator: "\n") == """
                Version 1, 25 November 2025, 12:00: replaced by a later one from another of your devices
                  first

                Version 2, 25 November 2025, 12:00: sealed now
                  second

                `twofold history founding/felt --restore N` brings one back.
                """)
        let revealed = HistoryText.lines(versions, prompt: "founding/felt", revealed: [1], on: page(80))
        #expect(revealed.contains("Version 2, 25 November 2025, 12:00: revealed"))
    }

    @Test func `history offers to bring a version back only where that is possible`() {
        let versions = [
            HistoryVersion(number: 1, round: 1, words: words("first"), reason: .edited, isDraft: false),
            HistoryVersion(number: 2, round: 1, words: words("second"), reason: nil, isDraft: false),
        ]
        func offers(_ versions: [HistoryVersion], frozen: Set<Int> = [], isOver: Bool = false) -> Bool {
            HistoryText.lines(versions, prompt: "founding/felt", frozen: frozen, isOver: isOver, on: page(80)).contains {
                $0.contains("--restore")
            }
        }
        #expect(offers(versions) && offers(versions, frozen: [2]))
        #expect(!offers(versions, frozen: [1]) && !offers(versions, isOver: true) && !offers([versions[1]]))
    }
}
