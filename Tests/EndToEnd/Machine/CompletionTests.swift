import ProgramSupport
import Support
import Testing

extension RealPrograms {
    @Suite("Completion in a real shell")
    struct CompletionTests {
        private let scratch: ScratchFolder

        init() throws { scratch = try ScratchFolder() }

        @Test(arguments: [
            ("ans", ["answer"]), ("devices re", ["remove"]), ("config rev", ["reveal"]),
            ("show first-w", ["first-word"]), ("answer --draft founding/first-w", ["founding/first-word"]),
            ("prompts --deck fo", ["founding"]), ("show nothing-like-it", []),
        ])
        func `bash completes commands, settings, and prompts by id and by name`(typed: String, offered: [String]) async throws {
            let home: [String: String?] = ["TWOFOLD_HOME": scratch.path("home")]
            _ = try await Ended.running("twofold", ["init", "--name", "Ada"], environment: home)
            let script = """
                source <(twofold --generate-completion-script bash)
                COMP_WORDS=(twofold $1) COMP_LINE="twofold $1"
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMP_POINT=${#COMP_LINE}
                _twofold twofold "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
                printf '%s\\n' "${COMPREPLY[@]}"
                """
            let ended = try await Ended.running(
                "bash", ["-c", script, "bash", typed], environment: home)
            #expect(ended.output.split(separator: "\n").map(String.init) == offered)
            #expect(ended.errors.isEmpty)
        }
    }
}
