import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Does one part of the work a number of times, for `Benchmarks/instructions` to count what it takes: `twofold-parts PART NUMBER`.
///
/// What is prepared before doesn't depend on the number, so that the difference between two numbers is the work alone.
@main
enum Main {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count == 2, let part = arguments.first.flatMap(Part.init(rawValue:)),
            let count = arguments.last.flatMap({ Int($0) }), (1...Part.most).contains(count)
        else {
            let parts = Part.allCases.map(\.rawValue).joined(separator: "|")
            FileHandle.standardError.write(Data("usage: twofold-parts \(parts) NUMBER (up to \(Part.most))\n".utf8))
            exit(64)
        }
        try part.run(count)
    }
}
