import Foundation
import ProgramSupport
import Support
import Testing

extension RealPrograms {
    /// Under shells with job control: bash sets its own mode when a job stops and doesn't restore the job's, dash doesn't set one
    /// at all.
    @Suite("Ctrl-Z and fg")
    struct StopTests {
        @Test(arguments: [["bash", "--norc", "--noprofile", "-i"], ["dash", "-i"]])
        func `a passphrase stays unseen after them, and the shell between them shows what is typed`(shell: [String]) async throws {
            let ada = try Person("Ada")
            try await ada.twofold("init", "--name", "Ada")
            try await TerminalWindow.open(ada, shell: shell) { window in
                try await window.enter("twofold lock")
                try await window.see("New passphrase:")
                try await window.press("C-z")
                try await window.see("Stopped")
                try await window.enter("echo it is $((1 + 1))")
                try await window.see("the line and its output") { $0.contains("echo it is $((1") && $0.contains("it is 2") }
                try await window.enter("fg")
                try await window.see("New passphrase:", times: 2)
                // It's too short, so it's asked for again at once.
                try await window.enter("quiet")
                let screen = try await window.see("New passphrase:", times: 3)
                #expect(!screen.contains("quiet"))
                try await window.press("C-c")
            }
        }

        @Test func `a question that was typed at is asked again`() async throws {
            try await TerminalWindow.open(try Person("Ada")) { window in
                try await window.enter("twofold init --name Ada")
                try await window.see("The server's address")
                try await window.type("half an addr")
                try await window.stopAndGoOn()
                try await window.see("The server's address", times: 2)
                try await window.press("Enter")
                try await window.see("You're ready.")
            }
        }

        @Test func `the greeting is there again, and one key still does the next thing`() async throws {
            try await TerminalWindow.open(try Person("Ada")) { window in
                try await window.enter("twofold")
                try await window.see("q  quit")
                try await window.stopAndGoOn()
                try await window.see("q  quit", times: 2)
                try await window.type("b")
                let screen = try await window.see("The server's address")
                #expect(!screen.contains("\nb\n"), "the key is not shown")
            }
        }

        @Test
        func `what opened is there again with its question, and the other answer unfolds below nothing of the shell's`()
            async throws
        {
            try await LiveServer().serving { server in
                let couple = try await Couple(on: server)
                try await couple.reveal("first-word", "Ada's word.", "Ben's word.")
                try await TerminalWindow.open(couple.ada) { window in
                    try await window.enter("twofold open")
                    try await window.see("Press any key to see what Ben wrote.")
                    try await window.stopAndGoOn()
                    try await window.see("Press any key to see what Ben wrote.", times: 2)
                    try await window.type("x")
                    let screen = try await window.see("Ben's word.")
                    let after = try #require(screen.components(separatedBy: "$ fg\n").last)
                    #expect(after.contains("founding/first-word") && after.contains("Ada's word."))
                    #expect(!after.contains("Press any key to see what Ben wrote.") && !after.contains("\nx"))
                }
            }
        }

        @Test func `the sheet of a check-in is drawn anew, with what was rated`() async throws {
            let ada = try Person("Ada")
            try await ada.twofold("init", "--name", "Ada")
            try await TerminalWindow.open(ada) { window in
                try await window.enter("twofold checkin")
                try await window.see("d keep a draft")
                try await window.type("7")
                try await window.see("██████████████······  7")
                try await window.stopAndGoOn()
                try await window.see("██████████████······  7")
                try await window.type("q")
                try await window.see("as a draft")
            }
        }
    }
}

extension TerminalWindow {
    /// Presses Ctrl-Z, and runs `fg` once the shell is back.
    fileprivate func stopAndGoOn() async throws {
        try await press("C-z")
        try await see("Stopped")
        try await enter("fg")
    }
}
