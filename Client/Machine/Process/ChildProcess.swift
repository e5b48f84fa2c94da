import SystemPackage

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Another program that this process has started.
struct ChildProcess {
    enum Event: Hashable {
        case exited(Int32)
        case signalled(Int32)
        case suspended
    }

    private let id: pid_t

    /// Starts a program. Besides what is given here, it inherits descriptors that aren't closed on `exec`, and blocks no signals.
    /// `nil` if it couldn't be started.
    ///
    /// - Parameters:
    ///   - arguments: from the program's own name on.
    ///   - errors: `nil` discards them.
    ///   - signals: those that have their default effect in the program even if this process ignores them; `nil` means all.
    init?(
        _ program: String, _ arguments: [String], environment: [String: String], input: FileDescriptor, output: FileDescriptor,
        errors: FileDescriptor?, defaults signals: [Int32]? = nil
    ) {
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
        var set = sigset_t()
        sigemptyset(&set)
        posix_spawnattr_setsigmask(&attributes, &set)
        if let signals {
            for number in signals { sigaddset(&set, number) }
        } else {
            sigfillset(&set)
        }
        posix_spawnattr_setsigdefault(&attributes, &set)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))
        posix_spawn_file_actions_adddup2(&actions, input.rawValue, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output.rawValue, STDOUT_FILENO)
        if let errors {
            posix_spawn_file_actions_adddup2(&actions, errors.rawValue, STDERR_FILENO)
        } else {
            posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        }
        var vector = arguments.map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in vector + variables { free(text) } }
        var child = pid_t()
        guard posix_spawn(&child, program, &actions, &attributes, &vector, &variables) == 0 else { return nil }
        id = child
    }

    /// Waits until the program ends or is suspended.
    func wait() -> Event {
        var status: Int32 = 0
        while waitpid(id, &status, WUNTRACED) < 0 {
            guard errno == EINTR else { return .exited(-1) }
        }
        if status & 0xff == 0x7f { return .suspended }
        return status & 0x7f == 0 ? .exited((status >> 8) & 0xff) : .signalled(status & 0x7f)
    }

    /// Writes to a program's input and closes it. A program that has ended meanwhile doesn't end this process too.
    ///
    /// - Returns: whether everything was written.
    @discardableResult
    static func feed(_ octets: some Collection<UInt8>, to pipe: FileDescriptor) -> Bool {
        let handler = signal(SIGPIPE, SIG_IGN)
        defer {
            try? pipe.close()
            signal(SIGPIPE, handler)
        }
        return (try? pipe.put(octets)) != nil
    }
}
