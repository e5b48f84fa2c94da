package import ArgumentParser
package import Presentation

/// A command that runs in a `Context`, and so without a process too.
package protocol HomeCommand: ParsableCommand {
    var isJSON: Bool { get }

    /// - Throws: `Failure`, or any error that `Wording` has a message for.
    func run(in context: Context) throws -> ExitStatus
}
