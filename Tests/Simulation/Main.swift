import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Runs the shipped code of both sides through seeded worlds full of faults, and reports which promise broke and how.
@main
struct Simulate {
    static func main() {
        beDeterministic()
        guard let options = Options(Array(CommandLine.arguments.dropFirst())) else {
            say(Options.usage)
            exit(64)
        }
        let start = ContinuousClock.now
        let result = Campaign(options).run { done in
            say("  \(done) seeds, \(rate(done, since: start)) a second", to: .standardError)
        }
        let beginnings = Beginnings()
        for finding in result.findings.prefix(options.explained) { explain(finding, from: beginnings) }
        let counts = Dictionary(grouping: result.findings, by: { "\(Plan(seed: $0.seed)): \($0.promise.rawValue)" })
        for (promise, findings) in counts.sorted(by: { $0.key < $1.key }) {
            say("  \(findings.count) seeds: \(promise), first \(findings[0].seed)")
        }
        say(
            "\(result.done) seeds (\(options.seeds.lowerBound)..\(options.seeds.upperBound)), \(rate(result.done, since: start)) a second: "
                + (result.findings.isEmpty ? "every promise held." : "\(result.findings.count) broke a promise."))
        exit(result.findings.isEmpty ? 0 : 1)
    }

    private static func explain(_ finding: Campaign.Finding, from beginnings: Beginnings) {
        let script = Shrinker.shrink(Script(seed: finding.seed), from: beginnings, breaking: finding.promise)
        let violation = Run.violation(of: script, from: beginnings)
        say("Seed \(finding.seed) (\(script.plan.rawValue)) broke a promise.")
        say("  \(violation?.description ?? finding.detail)")
        say("  What it takes, with \(script.fleet):")
        for (number, step) in script.steps.enumerated() { say("    \(number + 1). \(step)") }
        say("  Again: make simulate SEED=\(finding.seed)")
    }

    private static func rate(_ done: UInt64, since start: ContinuousClock.Instant) -> String {
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        return String(format: "%.1f", Double(done) / max(seconds, 0.001))
    }

    private static func say(_ line: String, to output: FileHandle = .standardOutput) {
        output.write(Data((line + "\n").utf8))
    }

    /// Sets and dictionaries are ordered by a per-process seed, which must be the same in every run.
    private static func beDeterministic() {
        guard getenv("SWIFT_DETERMINISTIC_HASHING") == nil else { return }
        setenv("SWIFT_DETERMINISTIC_HASHING", "1", 1)
        var arguments = CommandLine.arguments.map { strdup($0) } + [nil]
        execv("/proc/self/exe", &arguments)
    }
}
