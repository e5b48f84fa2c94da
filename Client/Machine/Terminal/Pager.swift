#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The program that shows output longer than the terminal.
struct Pager {
    /// A shell command.
    let command: String
    private let environment: [String: String]

    /// `TWOFOLD_PAGER`, else `PAGER`, else less, if it is installed. `nil` with an empty variable or a dumb terminal.
    init?(environment: [String: String]) {
        guard environment["TERM"] != "dumb" else { return nil }
        let wish = environment["TWOFOLD_PAGER"] ?? environment["PAGER"]
        let usual = SearchPath.finds("less", in: environment) ? "less -FRX" : ""
        command = wish ?? usual
        guard command.contains(where: { !$0.isWhitespace }) else { return nil }
        self.environment = environment
    }

    /// Passes the text through a pipe, never a file. If the pager is less, it can't run other programs, keeps no history, and shows
    /// colours.
    ///
    /// - Returns: how it ended; `nil` if it couldn't be run and nothing was shown.
    func show(_ text: String, output: Int32, errors: Int32) -> TerminalChild.Ending? {
        guard let pipe = Descriptor.pipe() else { return nil }
        let usual = environment.merging(["LESS": "FRX", "LESSCHARSET": "utf-8"]) { their, _ in their }
        let safe = usual.merging(["LESSSECURE": "1", "LESSHISTFILE": "-"]) { $1 }
        var child = TerminalChild(command: command, environment: safe)
        (child.input, child.output, child.errors) = (pipe.out, output, errors)
        let ending = child.run {
            close(pipe.out)
            // The user may quit without reading to the end.
            let handler = signal(SIGPIPE, SIG_IGN)
            _ = Descriptor.write(text.utf8, to: pipe.in)
            close(pipe.in)
            signal(SIGPIPE, handler)
        }
        return ending == .notFound ? nil : ending
    }
}
