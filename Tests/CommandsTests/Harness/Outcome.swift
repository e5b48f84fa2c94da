import Commands
import Presentation

/// How one command line ended, and its output.
struct Outcome: Hashable, Sendable, CustomStringConvertible {
    let status: ExitStatus
    let output: String
    let errors: String

    var description: String { "\(status)\n\(output)\n\(errors)" }
}
