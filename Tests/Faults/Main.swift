import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Breaks the environment of the real programs, and accounts for every write they acknowledged.
@main
struct Faults {
    static func main() async {
        guard let options = FaultOptions(Array(CommandLine.arguments.dropFirst())) else {
            say(FaultOptions.usage)
            exit(64)
        }
        if let programs = options.programs { setenv("TWOFOLD_PROGRAMS", programs, 1) }
        PrivateMounts.enter()
        do {
            let isGood =
                switch options.errand {
                case .soak: try await Soak(options).run()
                case .powerLoss: try await PowerLoss(options).run()
                case .failover: try await Failover(options).run()
                }
            exit(isGood ? 0 : 1)
        } catch {
            say("The run itself failed: \(error)")
            exit(1)
        }
    }

    /// Unbuffered: someone who waits for minutes wants to see the progress.
    static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
}
