package import ArgumentParser

/// What stands under a command's abstract in its help and on its man page.
package enum HelpText {
    /// An explanation, where it takes one, and examples.
    ///
    /// - Parameters:
    ///   - explanation: plain ASCII, which is all that man pages are made of.
    ///   - examples: command lines as they are typed at a shell, at least one. No code, passphrase or token is ever among them: others
    ///     on a machine see arguments.
    static func discussion(_ explanation: String = "", examples: [String]) -> String {
        let paragraphs = explanation.isEmpty ? [] : [explanation, ""]
        return (paragraphs + [heading] + examples.map { indent + $0 }).joined(separator: "\n")
    }

    /// The examples in the help of a command.
    package static func examples(of command: any ParsableCommand.Type) -> [String] {
        let lines = command.configuration.discussion.split(separator: "\n").drop { $0 != heading }.dropFirst()
        return lines.map { String($0.dropFirst(indent.count)) }
    }

    private static let heading = "Examples:"
    private static let indent = "  "
}
