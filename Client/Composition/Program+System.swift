package import Commands
import Machine
import Presentation

extension Program {
    /// Runs a command line on this machine and returns its exit status.
    ///
    /// - Parameter arguments: without the program's own name.
    package static func run(_ arguments: [String], environment: [String: String]) -> Int32 {
        Terminal.holdClosedStreams()
        PrivateFile.makeDefault()
        let terminal = Terminal(environment: environment)
        do {
            let folder = try HomeFolder(environment: environment)
            if arguments.first == AgentLauncher.command {
                return switch Agent(home: folder, environment: environment).run(Array(arguments.dropFirst())) {
                case .done: ExitStatus.done.rawValue
                case .failed: ExitStatus.failed.rawValue
                case .misused: ExitStatus.usage.rawValue
                }
            }
            let editor = EditorSession(folder: folder.drafts, environment: environment)
            let context = Context(
                console: terminal,
                homes: SystemHomes(
                    folder: folder, editor: editor, lock: SystemLock(folder: folder, environment: environment)),
                editor: editor, files: .system(besides: folder.path),
                now: SystemClock.wall, clock: SystemClock.onTheWall,
                deviceName: MachineName.current() ?? Messages.Machine.unnamed)
            let status = Program(context: context).run(arguments)
            guard terminal.isIncomplete, status == .done else { return status.rawValue }
            throw Messages.Answers.incompleteOutput
        } catch {
            let failure = Messages.commandError(error)
            terminal.complain([failure.message, failure.next].compactMap { $0 }.joined(separator: "\n") + "\n")
            return failure.status.rawValue
        }
    }
}

extension FileAccess {
    /// The file system, but for the folder of the home, in which nothing is written that a user names.
    package static func system(besides home: String) -> FileAccess {
        FileAccess(
            read: { try PrivateFile.read($0) },
            write: { path, octets in
                guard try !PrivateFile.isInside(home, path) else { throw Messages.Answers.fileOfHome(path) }
                try PrivateFile.write(path, octets)
            },
            check: { path in
                guard try !PrivateFile.isInside(home, path) else { throw Messages.Answers.fileOfHome(path) }
                try PrivateFile.checkWriting(path)
            })
    }
}

extension Terminal: Console {}

extension EditorSession: TextEditor {}
