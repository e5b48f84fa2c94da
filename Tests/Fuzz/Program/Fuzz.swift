import CFuzzer
import Foundation
import FuzzTargets
import Models

/// One fuzz target, named by `TWOFOLD_FUZZ_TARGET`, under libFuzzer, whose own options, folders and files follow. Besides:
/// `--list` prints the names of all targets; `--options` the options that suit the target and its seeds, for `Scripts/fuzz`.
@main enum Fuzz {
    private static let target = ProcessInfo.processInfo.environment["TWOFOLD_FUZZ_TARGET"].flatMap(FuzzTarget.named)

    static func main() {
        if CommandLine.arguments.contains("--list") { return print(FuzzTarget.all.map(\.name).joined(separator: "\n")) }
        guard let target else {
            FileHandle.standardError.write(Data("twofold-fuzz: TWOFOLD_FUZZ_TARGET names no target; --list prints all\n".utf8))
            exit(64)
        }
        if CommandLine.arguments.contains("--options") {
            return print((["-max_len=\(target.longest)"] + target.moreSeeds).joined(separator: "\n"))
        }
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        // A crash says no more than what libFuzzer and the target print.
        exit(
            LLVMFuzzerRunDriver(&count, &arguments) { octets, size in
                do {
                    // The octets are libFuzzer's, and there for as long as this call.
                    try Fuzz.target?.run(Bytes(UnsafeBufferPointer(start: octets, count: size)))
                } catch {
                    fatalError("a promise is broken: \(error)")
                }
                return 0
            })
    }
}
