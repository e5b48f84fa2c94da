import CProcess
import Commands
import Composition
import FoundationEssentials

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

@main
struct Main {
    static func main() {
        twofold_keep_memory_private()
        twofold_crash_in_silence()
        exit(Program.run(Array(CommandLine.arguments.dropFirst()), environment: ProcessInfo.processInfo.environment))
    }
}
