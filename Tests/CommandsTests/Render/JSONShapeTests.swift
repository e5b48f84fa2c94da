import ClientCore
import Commands
import Models
import Presentation
import Support
import Testing

/// The shapes that scripts rely on.
@Suite("JSON for scripts")
struct JSONShapeTests {
    @Test func `a prompt with its rounds`() {
        let prompt = view(
            round(.revealed, mine: "a", theirs: "b", reflections: [reflection("more")], theirReaction: "♥"),
            round(.open, number: 2, draft: "c"))
        #expect(
            JSONText.line(prompt) == #"{"prompt":"founding/first-word","question":"What comes to mind first?","rounds":["#
                + #"{"number":1,"state":"revealed","draft":null,"mine":{"text":"a","at":"2025-11-25T12:00:00Z"},"#
                + #""theirs":{"text":"b","at":"2025-11-25T12:00:00Z"},"#
                + #""reflections":[{"by_me":true,"text":"more","at":"2025-11-25T12:00:00Z"}],"#
                + #""reactions":{"mine":null,"theirs":"♥"},"is_archived":false,"partner":null,"mine_unread":null,"#
                + #""theirs_unread":null},"#
                + #"{"number":2,"state":"open","draft":{"text":"c","at":"2025-11-25T12:00:00Z"},"mine":null,"theirs":null,"#
                + #""reflections":[],"reactions":{"mine":null,"theirs":null},"is_archived":false,"partner":null,"#
                + #""mine_unread":null,"theirs_unread":null}]}"#
        )
    }

    @Test func `what a sync came to`() {
        var report = SyncReport()
        report.pushed = 2
        report.pulled = 3
        report.opened = [RoundReference(prompt: "founding/a", number: 1)]
        #expect(JSONText.line(report) == #"{"pushed":2,"pulled":3,"pending":0,"opened":[{"prompt":"founding/a","round":1}]}"#)
    }

    @Test func `a prompt in a list`() {
        #expect(
            JSONText.line(summary("founding/a", "Why?", state: .sealedByMe))
                == #"{"id":"founding/a","question":"Why?","deck":"founding","depth":2,"barriers":["shame"],"state":"sealed_by_me","#
                + #""round":1,"has_draft":false,"is_skipped":false,"is_gentle":false,"is_offered":true,"gentleness":"none","name":null}"#
        )
    }

    @Test func `status has at least what was promised`() {
        #expect(
            JSONText.line(status(pending: 1, forMe: ["founding/a"]))
                == #"{"name":"Ada","partner":"Ben","paired":true,"phase":"paired","pending":1,"refused":0,"waiting_for_me":["founding/a"],"#
                + #""waiting_for_partner":[],"opened":[],"remarked":[],"finished_drafts":[],"drafts":[],"news":[],"last_sync":"2025-11-25T12:00:00Z","#
                + #""server":"https://example.org:443","fingerprint":"00001 00002 00003 00004 00005 00006","reveal":"escrow","#
                + #""needs_newer_version":[],"leaving":false}"#)
    }

    @Test func `why an answer isn't shown`() {
        #expect(UnreadAnswer.allCases.map(\.rawValue) == ["key_missing", "needs_newer_version", "not_an_answer", "does_not_open"])
    }

    @Test func `codes`() {
        #expect(JSONText.line(PrintedCode(text: "h:1/X", expires: noon)) == #"{"code":"h:1/X","expires":"2025-11-25T12:00:00Z"}"#)
        #expect(JSONText.line(PrintedCode(text: "h:1/X", expires: nil)) == #"{"code":"h:1/X","expires":null}"#)
    }

    @Test func `an error`() {
        #expect(
            JSONText.line(["error": CommandError("c", "m.", next: "n.")] as Fields)
                == #"{"error":{"code":"c","message":"m.","next":"n.","words":null}}"#)
        #expect(
            JSONText.line(["error": CommandError("c", "m.")] as Fields)
                == #"{"error":{"code":"c","message":"m.","next":null,"words":null}}"#)
        #expect(
            JSONText.line(CommandError("c", "m.").keeping(.file("/home/w.txt")))
                == #"{"code":"c","message":"m. Your words are safe in /home/w.txt.","next":null,"words":{"kept":"file","path":"/home/w.txt"}}"#
        )
        #expect(JSONText.line(CommandError("c", "m.").keeping(.draft)).hasSuffix(#""words":{"kept":"draft"}}"#))
    }

    @Test func `the words of each state`() {
        #expect(
            PromptState.allCases.map(\.rawValue) == [
                "open", "sealed_by_me", "sealed_by_partner", "sealed_by_both", "revealed", "closed", "tampered",
            ])
    }
}
