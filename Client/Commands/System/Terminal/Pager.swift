#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The program in which a person reads what is longer than their terminal.
struct Pager {
    /// A command of the shell.
    let command: String
    private let environment: [String: String]

    /// `TWOFOLD_PAGER`, else `PAGER`, else less, if it is installed. Nil where none is wanted: an empty variable says so, and a terminal
    /// that can do nothing.
    init?(environment: [String: String]) {
        guard environment["TERM"] != "dumb" else { return nil }
        let wish = environment["TWOFOLD_PAGER"] ?? environment["PAGER"]
        let usual = SearchPath.finds("less", in: environment) ? "less -FRX" : ""
        command = wish ?? usual
        guard command.contains(where: { !$0.isWhitespace }) else { return nil }
        self.environment = environment
    }

    /// The text goes to it through a pipe, and into no file. Where less is what they like, it runs no other program, writes nothing down,
    /// and shows colours.
    ///
    /// - Returns: how it ended; nil where it could not be run and nothing was shown.
    func show(_ text: String, output: Int32, errors: Int32) -> TerminalChild.Ending? {
        guard let pipe = Descriptor.pipe() else { return nil }
        let usual = environment.merging(["LESS": "FRX", "LESSCHARSET": "utf-8"]) { their, _ in their }
        let safe = usual.merging(["LESSSECURE": "1", "LESSHISTFILE": "-"]) { $1 }
        var child = TerminalChild(command: command, environment: safe)
        (child.input, child.output, child.errors) = (pipe.out, output, errors)
        let ending = child.run {
            close(pipe.out)
            // Whoever has read enough does not read to the end.
            let handler = signal(SIGPIPE, SIG_IGN)
            _ = Descriptor.write(text.utf8, to: pipe.in)
            close(pipe.in)
            signal(SIGPIPE, handler)
        }
        return ending == .notFound ? nil : ending
    }
}
