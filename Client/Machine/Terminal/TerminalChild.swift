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
    var input = STDIN_FILENO
    var output = STDOUT_FILENO
    var errors = STDERR_FILENO

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
        let terminal = [input, output].first { tcgetattr($0, &mode) == 0 }
        let handlers = Self.passed.map { signal($0, SIG_IGN) }
        defer {
            for (number, handler) in zip(Self.passed, handlers) { signal(number, handler) }
            if let terminal { tcsetattr(terminal, TCSADRAIN, &mode) }
        }
        let child = spawn()
        meanwhile()
        guard let child else { return .notFound }
        return wait(for: child)
    }

    /// Keyboard signals, which only the child handles.
    private static let passed = [SIGINT, SIGQUIT, SIGTSTP]

    private func wait(for child: pid_t) -> Ending {
        var status: Int32 = 0
        while true {
            guard waitpid(child, &status, WUNTRACED) >= 0 else {
                guard errno == EINTR else { return .exited(-1) }
                continue
            }
            guard status & 0xff == 0x7f else { return ending(status) }
            // The child was suspended: suspend this process too, until both are continued.
            signal(SIGTSTP, SIG_DFL)
            raise(SIGTSTP)
            signal(SIGTSTP, SIG_IGN)
        }
    }

    private func ending(_ status: Int32) -> Ending {
        let signal = status & 0x7f
        let exit = (status >> 8) & 0xff
        if signal != 0 { return .signalled(signal) }
        // The shell returns 128 plus the signal's number if a signal ended the command.
        if exit > 128 { return .signalled(exit - 128) }
        return exit == 126 || exit == 127 ? .notFound : .exited(exit)
    }

    /// As in git-var(1), the command may include arguments. A simple command replaces the shell with `exec`, because the shell
    /// would end on an interrupt that the program handles.
    private var line: String {
        let isSimple = !command.contains { ";|&()<>=`\n".contains($0) }
        return (isSimple ? "exec " : "") + command + " \"$@\""
    }

    private func spawn() -> pid_t? {
        #if canImport(Darwin)
        var (attributes, actions): (posix_spawnattr_t?, posix_spawn_file_actions_t?)
        #else
        var (attributes, actions) = (posix_spawnattr_t(), posix_spawn_file_actions_t())
        #endif
        posix_spawnattr_init(&attributes)
        posix_spawn_file_actions_init(&actions)
        defer {
            posix_spawnattr_destroy(&attributes)
            posix_spawn_file_actions_destroy(&actions)
        }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for number in Self.passed + [SIGPIPE] { sigaddset(&signals, number) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))
        for (own, standard) in [(input, STDIN_FILENO), (output, STDOUT_FILENO), (errors, STDERR_FILENO)] where own != standard {
            posix_spawn_file_actions_adddup2(&actions, own, standard)
        }

        var vector = (["/bin/sh", "-c", line, command] + arguments).map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in vector + variables { free(text) } }
        var child = pid_t()
        return posix_spawn(&child, "/bin/sh", &actions, &attributes, &vector, &variables) == 0 ? child : nil
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

/// Lookup of programs in `PATH`.
enum SearchPath {
    static func finds(_ program: String, in environment: [String: String]) -> Bool {
        let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        return folders.contains { access("\($0)/\(program)", X_OK) == 0 }
    }
}
