import ProgramSupport
import Subprocess
import Support
import Testing

extension RealPrograms {
    @Suite("On a terminal")
    struct OnTerminalTests {
        /// Runs a command on a terminal of 80 columns, and types keys once the screen has shown `end`; also reports whether the
        /// terminal's mode is as before. `script` is from util-linux.
        ///
        /// - Parameter keys: in `printf` notation.
        private func sit(_ command: String, at home: String, until end: String, typing keys: String) async throws -> Ended {
            let scratch = try ScratchFolder()
            let sitting = """
                cd "$1" && mkfifo keys && exec 3<>keys
                script -qefc 'stty cols 80 rows 40; before=$(stty -g); '"$2"'; status=$?
                    [ "$before" = "$(stty -g)" ] && echo the terminal is as it was; exit $status' screen <keys >/dev/null &
                for try in $(seq 600); do
                    grep -qaF -e "$3" screen 2>/dev/null && break
                    sleep 0.1
                done
                printf "$4" >&3
                wait $!; status=$?; cat screen; exit $status
                """
            return try await Ended.running(
                "bash", ["-c", sitting, "bash", scratch.path, command, end, keys],
                environment: ["TWOFOLD_HOME": home, "TERM": "xterm", "COLUMNS": nil])
        }

        @Test func `the first keystroke is a greeting with what there is to do, and one key leaves it`() async throws {
            try await LiveServer().serving { server in
                let couple = try await Couple(on: server)
                try await couple.ben.answer(.firstWord, "Ben's.")
                _ = try await couple.ada.sync()
                let ended = try await sit("twofold", at: couple.ada.home, until: "q quit", typing: "q")
                #expect(ended.status == .exited(0))
                #expect(ended.output.contains("Ada."))
                #expect(ended.output.contains("Ben has answered"))
                #expect(ended.output.contains("the terminal is as it was"))
            }
        }

        @Test func `a check-in is filled in with the arrow keys, sealed, and opened like an answer`() async throws {
            try await LiveServer().serving { server in
                let couple = try await Couple(on: server)
                try await couple.ben.twofold("checkin", "--rate", "vulnerability=2", "--rate", "trusting=9:always")
                let ended = try await sit(
                    "twofold checkin", at: couple.ada.home, until: "d keep a draft", typing: "7\\033[B\\033[C\\033[Csseal\\r")
                #expect(ended.status == .exited(0))
                #expect(ended.output.contains("the terminal is as it was"))
                let round = try await couple.ada.round("checkin/us")
                #expect(round["state"] == "revealed")
                #expect(round["theirs"]?["text"]?.text?.contains("always") == true)
            }
        }

        @Test func `of two machines of one name the one is removed that was chosen by its number`() async throws {
            try await LiveServer().serving { server in
                let couple = try await Couple(on: server)
                try await couple.ada.twofold("config", "device-name", "desk")
                let other = try await couple.ada.linked("desk")
                let ended = try await sit(
                    "twofold devices remove desk", at: couple.ada.home, until: "Enter for none", typing: "2\\ny\\n")
                #expect(ended.status == .exited(0), "\(ended.output)")
                #expect(ended.output.contains(", this device"))
                #expect(ended.output.contains("the terminal is as it was"))
                #expect(try await other.failure("sync") == "device_removed")
                try await couple.ada.sync()
            }
        }
    }
}
