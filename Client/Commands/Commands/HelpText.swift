package import ArgumentParser

/// The text below the abstract in a command's help and man page.
package enum HelpText {
    /// An explanation, if there is one, and examples.
    ///
    /// - Parameters:
    ///   - explanation: ASCII only, for man pages.
    ///   - examples: at least one command line, as typed in a shell. Never with a code, passphrase or token: other users on a
    ///     machine can see arguments.
    static func discussion(_ explanation: String = "", examples: [String]) -> String {
        let paragraphs = explanation.isEmpty ? [] : [explanation, ""]
        return (paragraphs + [heading] + examples.map { indent + $0 }).joined(separator: "\n")
    }

    /// The examples in a command's help.
    package static func examples(of command: any ParsableCommand.Type) -> [String] {
        let lines = command.configuration.discussion.split(separator: "\n").drop { $0 != heading }.dropFirst()
        return lines.map { String($0.dropFirst(indent.count)) }
    }

    private static let heading = "Examples:"
    private static let indent = "  "
}
