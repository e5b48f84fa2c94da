import Foundation

/// Measures a sync's cost to a client by the number of records of each kind: `twofold-sync [NUMBER...] [KIND...]`, by default 1000
/// and 10000 of every kind. `first` is a first sync, beside the sum of its parts.
@main
enum Main {
    static func main() throws {
        var sizes: [Int] = []
        var kinds: [Load] = []
        var measuresFirst = false
        for argument in CommandLine.arguments.dropFirst() {
            if let size = Int(argument), size > 0 {
                sizes.append(size)
            } else if let kind = Load(rawValue: argument) {
                kinds.append(kind)
            } else if argument == "first" {
                measuresFirst = true
            } else {
                let names = Load.allCases.map(\.rawValue).joined(separator: "|")
                FileHandle.standardError.write(Data("usage: twofold-sync [NUMBER...] [first|\(names)...]\n".utf8))
                exit(64)
            }
        }
        if sizes.isEmpty { sizes = [1_000, 10_000] }
        if kinds.isEmpty, !measuresFirst { (kinds, measuresFirst) = (Load.allCases, true) }
        if measuresFirst { try sayFirst(sizes.sorted()) }
        guard !kinds.isEmpty else { return }
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

    private static func sayFirst(_ sizes: [Int]) throws {
        say("| first sync of | s | decoding | verifying | decrypting | inserting | to the sum of these | memory grows by, MiB |")
        say("|--------------:|--:|---------:|----------:|-----------:|----------:|--------------------:|---------------------:|")
        for size in sizes {
            let first = try FirstSync(size)
            let parts = [first.sync, first.decoding, first.verifying, first.decrypting, first.inserting].map { text($0, 2) }
            say(
                "| \(first.count) | \(parts.joined(separator: " | ")) | \(text(first.sync / first.parts, 2)) "
                    + "| \(text(first.growth, 1)) |")
        }
        say("")
    }

    /// Unbuffered, because the next line may take a while.
    private static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

    private static func text(_ number: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", number) }
}
