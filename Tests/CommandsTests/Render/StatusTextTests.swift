import Catalogue
import ClientCore
import Commands
import Models
import Presentation
import Support
import Testing

@Suite("The text of status")
struct StatusTextTests {
    private func text(_ status: StatusView, width: Int? = 80) -> String {
        StatusText.lines(status, on: page(width)).joined(separator: "\n")
    }

    @Test func `what opened comes first, and all that waits is named`() {
        let view = status(
            pending: 3, refused: 1, forMe: ["founding/a"], forPartner: ["founding/b", "founding/c"],
            opened: [RoundReference(prompt: "founding/d", number: 1), RoundReference(prompt: "founding/e", number: 2)],
            finished: ["founding/f"], lastSync: noon.advanced(by: .seconds(-300)))
        #expect(
            text(view) == """
                Ada and Ben

                Revealed: founding/d, founding/e (round 2). Read them: `twofold open`
                Waiting for you: founding/a. `twofold answer`
                Waiting for Ben: founding/b, founding/c.
                Finished before Ben joined: founding/f. `twofold seal founding/f`
                The server rejects 1 change. `twofold doctor` says more.
                2 changes are waiting to be sent.

                Last synced 5 minutes ago with https://example.org:443
                """)
    }

    @Test func `a quiet day is two lines`() {
        #expect(
            text(status()) == """
                Ada and Ben

                Nothing is waiting. `twofold answer` picks a question.

                Last synced just now with https://example.org:443
                """)
    }

    @Test func `who is alone is told how to change it`() {
        #expect(
            text(status(phase: .waiting, lastSync: nil, partner: nil)).hasPrefix(
                "Ada is waiting for a partner\n\n`twofold invite` makes a code"))
    }

    @Test func `many prompts are counted`() {
        let many: [PromptID] = (1...8).map { "founding/p\($0)" }
        #expect(text(status(forMe: many), width: 200).contains("founding/p5 and 3 more. "))
    }

    @Test func `a partner without a name is a partner`() {
        #expect(
            text(status(forPartner: ["founding/a"], partner: nil)).contains(
                "Ada and your partner\n\nWaiting for your partner: founding/a."))
    }
}
