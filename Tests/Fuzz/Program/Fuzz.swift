import CFuzzer
import Foundation
import FuzzTargets
import Models

/// Runs one fuzz target, named by `TWOFOLD_FUZZ_TARGET`, under libFuzzer, whose own options, folders and files follow. In addition,
/// `--list` prints the names of all targets, and `--options` prints the options that suit the target and its seeds, for
/// `Scripts/fuzz`.
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
        // A crash prints nothing beyond the output of libFuzzer and the target.
        exit(
            LLVMFuzzerRunDriver(&count, &arguments) { octets, size in
                do {
                    // The bytes belong to libFuzzer, and are valid during this call only.
                    try Fuzz.target?.run(Bytes(UnsafeBufferPointer(start: octets, count: size)))
                } catch {
                    fatalError("a promise is broken: \(error)")
                }
                return 0
            })
    }
}
