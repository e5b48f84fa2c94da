import ProgramSupport
import Subprocess
import Support
import Testing

extension RealPrograms {
    @Suite("What is written to standard output")
    struct OutputTests {
        @Test(arguments: ["export", "prompts", "export --format html"])
        func `that does not arrive whole is told, and is no success`(command: String) async throws {
            let scratch = try ScratchFolder()
            let home: [String: String?] = ["TWOFOLD_HOME": scratch.path("home")]
            _ = try await Ended.running("twofold", ["init", "--name", "Ada"], environment: home)
            let ended = try await Ended.running("bash", ["-c", "twofold \(command) >/dev/full"], environment: home)
            #expect(ended.status == .exited(1))
            #expect(ended.errors.contains("is incomplete"))
        }

        @Test func `waits for a reader who is slow, and is no concern where nobody reads`() async throws {
            let scratch = try ScratchFolder()
            let home: [String: String?] = ["TWOFOLD_HOME": scratch.path("home")]
            _ = try await Ended.running("twofold", ["init", "--name", "Ada"], environment: home)
            // dd makes the pipe non-blocking for whatever writes to it next.
            let late = try await Ended.running(
                "bash", ["-c", "(dd oflag=nonblock count=0 status=none; twofold prompts --json; echo $? >&2) | (sleep 1; wc -c)"],
                environment: home)
            let whole = try await Ended.running("twofold", ["prompts", "--json"], environment: home)
            #expect(Int(late.output.filter(\.isNumber)) == whole.output.utf8.count)
            #expect(late.errors.filter(\.isNumber) == "0")
            let nobody = try await Ended.running(
                "bash", ["-c", "set -o pipefail; twofold prompts --json | head -c 10 >/dev/null; echo ${PIPESTATUS[0]}"],
                environment: home)
            #expect(nobody.errors.isEmpty)
        }
    }
}
