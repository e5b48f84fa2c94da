#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A program that has the terminal for as long as it runs.
enum TerminalChild {
    /// Runs a command of the shell with one more argument, and waits for it.
    ///
    /// It stays in this process group, so that what the keyboard sends reaches both: this process lets an interrupt pass, and stops
    /// and goes on together with the editor. Whatever state it leaves the terminal in, the former one comes back.
    ///
    /// - Throws: `EditorError`, unless it ended by itself with 0.
    static func run(_ command: String, on path: String, environment: [String: String]) throws(EditorError) {
        var terminal = termios()
        let hasTerminal = tcgetattr(STDIN_FILENO, &terminal) == 0
        let interrupt = signal(SIGINT, SIG_IGN)
        let quit = signal(SIGQUIT, SIG_IGN)
        defer {
            signal(SIGINT, interrupt)
            signal(SIGQUIT, quit)
            if hasTerminal { tcsetattr(STDIN_FILENO, TCSADRAIN, &terminal) }
        }
        // As in git-var(1): what was chosen may hold arguments of its own. A simple command takes the place of the shell, which would
        // otherwise end at an interrupt that the editor handles.
        let isSimple = !command.contains { ";|&()<>=`\n".contains($0) }
        let line = (isSimple ? "exec " : "") + command + " \"$@\""
        let child = try spawn(["/bin/sh", "-c", line, command, path], command: command, environment: environment)
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 {
            guard errno == EINTR else { throw .failed(command: command, status: -1) }
        }
        let signal = status & 0x7f
        let exit = (status >> 8) & 0xff
        if signal != 0 { throw .crashed(command: command, signal: signal) }
        // The shell says 128 and more where a signal ended what it ran.
        if exit > 128 { throw .crashed(command: command, signal: exit - 128) }
        if exit == 126 || exit == 127 { throw .notFound(command: command) }
        if exit != 0 { throw .failed(command: command, status: exit) }
    }

    private static func spawn(
        _ arguments: [String], command: String, environment: [String: String]
    ) throws(EditorError) -> pid_t {
        #if canImport(Darwin)
        var attributes: posix_spawnattr_t?
        #else
        var attributes = posix_spawnattr_t()
        #endif
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for number in [SIGINT, SIGQUIT, SIGPIPE] { sigaddset(&signals, number) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))

        var vector = arguments.map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in vector + variables { free(text) } }
        var child = pid_t()
        guard posix_spawn(&child, arguments[0], nil, &attributes, &vector, &variables) == 0 else {
            throw .notFound(command: command)
        }
        return child
    }
}
