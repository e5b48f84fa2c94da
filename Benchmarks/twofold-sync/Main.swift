import Foundation

/// Measures a sync's cost to a client by the number of records of each kind: `twofold-sync [NUMBER...] [KIND...]`, by default 1000
/// and 10000 of every kind.
@main
enum Main {
    static func main() throws {
        var sizes: [Int] = []
        var kinds: [Load] = []
        for argument in CommandLine.arguments.dropFirst() {
            if let size = Int(argument), size > 0 {
                sizes.append(size)
            } else if let kind = Load(rawValue: argument) {
                kinds.append(kind)
            } else {
                let names = Load.allCases.map(\.rawValue).joined(separator: "|")
                FileHandle.standardError.write(Data("usage: twofold-sync [NUMBER...] [\(names)...]\n".utf8))
                exit(64)
            }
        }
        if sizes.isEmpty { sizes = [1_000, 10_000] }
        if kinds.isEmpty { kinds = Load.allCases }
        say("| load | number | sync, s | µs each | to the size before | then a command, ms |")
        say("|------|-------:|--------:|--------:|-------------------:|-------------------:|")
        for kind in kinds {
            var before: Double?
            for size in sizes.sorted() {
                let measured = try kind.measure(min(size, kind.most))
                let each = measured.sync / Double(measured.count)
                say(
                    "| \(kind.rawValue) | \(measured.count) | \(text(measured.sync, 2)) | \(text(each * 1e6, 0)) "
                        + "| \(before.map { text(each / $0, 2) } ?? "") | \(text(measured.command * 1e3, 1)) |")
                before = each
                if size >= kind.most { break }
            }
        }
    }

    /// Unbuffered, because the next line may take a while.
    private static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

    private static func text(_ number: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", number) }
}
