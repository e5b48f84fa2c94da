import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Mounts that no other process sees, and that disappear with this process however it ends.
enum PrivateMounts {
    private static let mark = "TWOFOLD_FAULTS_MOUNTS"

    /// Whether file systems can be made and mounted here; `enter` finds out.
    static var arePossible: Bool { getenv(mark).map { String(cString: $0) } == "private" }

    /// Continues as the same process in its own mount namespace, if possible.
    static func enter() {
        #if os(Linux)
        guard getenv(mark) == nil else { return }
        setenv(mark, "none", 1)
        guard geteuid() == 0, canUnshare() else { return }
        setenv(mark, "private", 1)
        let own = "/proc/self/exe"
        let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: own)) ?? CommandLine.arguments[0]
        let words = ["unshare", "--mount", "--propagation", "private", "--", path] + CommandLine.arguments.dropFirst()
        var arguments = words.map { strdup($0) } + [nil]
        execvp("unshare", &arguments)
        setenv(mark, "none", 1)
        #endif
    }

    #if os(Linux)
    private static func canUnshare() -> Bool {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = [
            "-c", "exec unshare --mount --propagation private -- sh -c 'mount -t tmpfs none /mnt && test -e /dev/loop-control'",
        ]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
    #endif
}
