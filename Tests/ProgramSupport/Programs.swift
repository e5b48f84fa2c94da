import Foundation
package import Subprocess

/// Where the programs under test are, and their environment.
package enum Programs {
    /// Their folder: this program's own, or the one that `TWOFOLD_PROGRAMS` names.
    package static let folder: String = {
        if let named = ProcessInfo.processInfo.environment["TWOFOLD_PROGRAMS"] { return named }
        #if canImport(Darwin)
        let test = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
        #else
        let test = Bundle.main.executableURL
        #endif
        return test?.deletingLastPathComponent().path(percentEncoded: false) ?? "."
    }()

    package static func path(of program: String) -> String { folder + "/" + program }

    /// The command that runs a program, with another umask if given.
    package static func command(_ program: String, _ arguments: [String], umask: String?) -> [String] {
        (umask.map { ["sh", "-c", "umask \($0); exec \"$0\" \"$@\""] } ?? []) + [program] + arguments
    }

    /// This process's environment, without anything that would change how the programs behave.
    package static func environment(_ more: [String: String?] = [:]) -> Environment {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let usual: [String: String?] = [
            "PATH": folder + ":" + path, "NO_COLOR": "1", "COLUMNS": "400", "TWOFOLD_HOME": nil, "EDITOR": nil, "VISUAL": nil,
        ]
        let all = usual.merging(more) { $1 }.map { (Environment.Key(stringLiteral: $0.key), $0.value) }
        return .inherit.updating(Dictionary(uniqueKeysWithValues: all))
    }
}
