import SystemPackage

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A program that uses the terminal while it runs.
struct TerminalChild {
    /// A shell command.
    let command: String
    /// Arguments appended to the command.
    var arguments: [String] = []
    let environment: [String: String]
    var input = FileDescriptor.standardInput
    var output = FileDescriptor.standardOutput
    var errors = FileDescriptor.standardError

    /// How it ended.
    enum Ending: Hashable {
        case exited(Int32)
        case signalled(Int32)
        /// It couldn't be run.
        case notFound
    }

    /// Runs the program and waits for it to exit.
    ///
    /// It stays in this process group, so that signals from the keyboard reach both processes: this one ignores interrupts, and is
    /// suspended and continued with the program. Whatever state the program leaves the terminal in, its former mode is restored.
    ///
    /// - Parameter meanwhile: called once the program has started, or has failed to.
    func run(_ meanwhile: () -> Void = {}) -> Ending {
        var mode = termios()
        let terminal = [input, output].first { tcgetattr($0.rawValue, &mode) == 0 }
        let handlers = Self.passed.map { signal($0, SIG_IGN) }
        defer {
            for (number, handler) in zip(Self.passed, handlers) { signal(number, handler) }
            if let terminal { tcsetattr(terminal.rawValue, TCSADRAIN, &mode) }
        }
        let child = ChildProcess(
            "/bin/sh", ["/bin/sh", "-c", line, command] + arguments, environment: environment, input: input, output: output,
            errors: errors, defaults: Self.passed + [SIGPIPE])
        meanwhile()
        guard let child else { return .notFound }
        return wait(for: child)
    }

    /// Keyboard signals, which only the child handles.
    private static let passed = [SIGINT, SIGQUIT, SIGTSTP]

    private func wait(for child: ChildProcess) -> Ending {
        while true {
            switch child.wait() {
            case .signalled(let signal): return .signalled(signal)
            // The shell returns 128 plus the signal's number if a signal ended the command.
            case .exited(let status) where status > 128: return .signalled(status - 128)
            case .exited(126), .exited(127): return .notFound
            case .exited(let status): return .exited(status)
            case .suspended:
                // Suspend this process too, until both are continued.
                signal(SIGTSTP, SIG_DFL)
                raise(SIGTSTP)
                signal(SIGTSTP, SIG_IGN)
            }
        }
    }

    /// As in git-var(1), the command may include arguments. A simple command replaces the shell with `exec`, because the shell
    /// would end on an interrupt that the program handles.
    private var line: String {
        let isSimple = !command.contains { ";|&()<>=`\n".contains($0) }
        return (isSimple ? "exec " : "") + command + " \"$@\""
    }
}

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
    func show(_ text: String, output: FileDescriptor, errors: FileDescriptor) -> TerminalChild.Ending? {
        guard let pipe = try? FileDescriptor.ownPipe() else { return nil }
        let usual = environment.merging(["LESS": "FRX", "LESSCHARSET": "utf-8"]) { their, _ in their }
        let safe = usual.merging(["LESSSECURE": "1", "LESSHISTFILE": "-"]) { $1 }
        var child = TerminalChild(command: command, environment: safe)
        (child.input, child.output, child.errors) = (pipe.out, output, errors)
        let ending = child.run {
            try? pipe.out.close()
            // The user may quit without reading to the end.
            ChildProcess.feed(text.utf8, to: pipe.in)
        }
        return ending == .notFound ? nil : ending
    }
}

/// Lookup of programs in `PATH`.
enum SearchPath {
    static func finds(_ program: String, in environment: [String: String]) -> Bool {
        let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        return folders.contains { Posix.isRunnable("\($0)/\(program)") }
    }
}
