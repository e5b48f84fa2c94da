import Foundation
import ProgramSupport
import Subprocess
import Support

/// A small file system, visible only to the programs of one test, which can be filled or made read-only.
struct SmallDisk: Sendable {
    /// Where those programs find it.
    let path: String
    private let namespace: String

    /// Whether file systems can be mounted here, which requires root, loop devices and mount namespaces.
    static let isPossible: Bool = {
        guard getuid() == 0,
            let process = try? Process.run(
                URL(filePath: "/bin/sh"),
                arguments: [
                    "-c",
                    "exec unshare --mount --propagation private -- sh -c 'mount -t tmpfs none /mnt && test -e /dev/loop-control' 2>/dev/null",
                ])
        else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    static func mounted<Value: Sendable>(megabytes: Int = 16, _ body: (SmallDisk) async throws -> Value) async throws -> Value {
        let scratch = try ScratchFolder()
        let (image, path) = (scratch.path("image"), scratch.path("disk"))
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        // Keeps the namespace, and with it the mount, until its input ends.
        let script = """
            set -e; truncate -s \(megabytes)M "$1"; mkfs.ext4 -q -F -m 0 "$1"; mount -o loop "$1" "$2"; echo $$; read -r _ || true
            """
        let held = try await Subprocess.run(
            .name("unshare"),
            arguments: ["--mount", "--propagation", "private", "--", "sh", "-c", script, "sh", image, path],
            input: .inputWriter, output: .sequence, error: .string(limit: 1 << 16)
        ) { execution in
            var value: Value?
            for try await line in execution.standardOutput.strings() {
                let holder = line.trimmingCharacters(in: .whitespacesAndNewlines)
                value = try await body(SmallDisk(path: path, namespace: "/proc/\(holder)"))
                break
            }
            try await execution.standardInputWriter.finish()
            return value
        }
        guard let value = held.closureResult else { throw NotMounted(why: held.standardError) }
        return value
    }

    struct NotMounted: Error { let why: String }

    /// Runs programs inside the namespace.
    var runner: [String] { ["nsenter", "--mount=\(namespace)/ns/mnt", "--"] }

    func person(_ name: String) throws -> Person {
        var person = Person(name, in: try ScratchFolder(borrowing: path + "/\(name)"))
        person.runner = runner
        return person
    }

    func server() throws -> LiveServer {
        var server = LiveServer(in: try ScratchFolder(borrowing: path))
        server.runner = runner
        return server
    }

    /// Leaves no free block.
    func fill() async throws {
        try await shell(
            "dd if=/dev/zero of=\(path)/ballast bs=64k 2>/dev/null; dd if=/dev/zero of=\(path)/crumbs bs=1k 2>/dev/null; sync")
    }

    func free() async throws { try await shell("rm -f \(path)/ballast \(path)/crumbs") }
    func closeToWriting() async throws { try await shell("mount -o remount,ro \(path)") }
    func openToWriting() async throws { try await shell("mount -o remount,rw \(path)") }

    func content(of file: String) -> String? { try? String(contentsOfFile: "\(namespace)/root\(file)", encoding: .utf8) }

    @discardableResult
    func shell(_ line: String) async throws -> Ended {
        try await Ended.running(runner[0], Array(runner.dropFirst()) + ["sh", "-c", line])
    }
}
