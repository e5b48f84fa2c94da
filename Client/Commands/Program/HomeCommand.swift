package import ArgumentParser

/// A command that is run in a context, and so without a process too.
package protocol HomeCommand: ParsableCommand {
    var isJSON: Bool { get }

    /// - Throws: `Failure`, or any error that `Wording` has words for.
    func run(in context: Context) throws -> ExitStatus
}
