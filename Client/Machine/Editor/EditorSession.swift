import Models
import SystemPackage

/// Lets the user write in their editor, in a file that stays until the text is saved elsewhere: it survives a crash of the editor,
/// the program or the machine. Only the owner can access the file and its folder.
package struct EditorSession: Sendable {
    private let folder: String
    private let environment: [String: String]

    /// - Parameters:
    ///   - folder: the folder for the files, from `HomeFolder.drafts`; created when needed.
    ///   - environment: names the editor, and is passed to it.
    package init(folder: String, environment: [String: String]) {
        self.folder = folder
        self.environment = environment
    }

    /// Opens the editor on `text`, with `heading` below it, and waits for it to exit. If text of an earlier session of that name is
    /// still there, starts with that instead.
    ///
    /// - Parameters:
    ///   - session: its name; the same each time the same thing is written.
    ///   - save: receives the text, unless it is empty; returns whether the text is saved elsewhere, so that the file can be
    ///     deleted.
    /// - Returns: the text, without the heading.
    /// - Throws: `EditorError`; `FileError`; what `save` throws. Even then the text is kept, if there is any.
    package func edit(_ session: String, heading: String, text: String, save: (String) throws -> Bool) throws -> String {
        let command = try EditorChoice.command(in: environment)
        let place = place(of: session)
        return try place.whileTaken {
            let before = try place.content(under: heading)
            let start = before.words.isEmpty ? text : before.words
            try place.begin(with: Self.octets(start, heading), after: before)
            do {
                try Self.run(command, on: place.file, environment: environment)
            } catch {
                let after = try place.content(under: heading)
                let isUnchanged = after.words == DraftFile.words(in: text) && after.others == before.others
                if before.words.isEmpty, isUnchanged { try place.discard(sparing: before.others) }
                throw error
            }
            let words = try words(in: place, under: heading)
            // The file stays: a window that is still open may be writing to it.
            if words == DraftFile.words(in: start), let waiting = EditorChoice.waiting(command) {
                throw EditorError.returnedAtOnce(command: command, waiting: waiting)
            }
            if try words.isEmpty || save(words) { try place.discard(sparing: before.others) }
            return words
        }
    }

    /// Like `edit`, without an editor. `body` receives the text of an earlier session, if any, and a function that keeps new text.
    /// Once `body` has returned, the text counts as saved elsewhere.
    ///
    /// - Throws: `FileError`, `EditorError`, and what `body` throws.
    package func keeping<Result>(
        _ session: String, heading: String, _ body: (_ left: String?, _ keep: (String) throws -> Void) throws -> Result
    ) throws -> Result {
        let place = place(of: session)
        return try place.whileTaken {
            let before = try place.content(under: heading)
            let result = try body(before.words.isEmpty ? nil : before.words) { text in
                try PrivateFile.replace(place.file, Self.octets(text, heading))
            }
            try place.discard(sparing: before.others)
            return result
        }
    }

    /// The file with the text until it is saved elsewhere.
    package func path(_ session: String) -> String { place(of: session).file }

    /// The files of sessions that ended abnormally, or whose text wasn't saved elsewhere. Skips sessions that are still open.
    ///
    /// - Throws: `FileError` if not even their names can be read.
    package func leftovers() throws -> [EditorLeftover] {
        try PrivateFile.names(in: folder).flatMap { name -> [EditorLeftover] in
            guard let session = FileName.decode(name) else { return [] }
            let place = SessionFolder(path: folder + "/" + name)
            do {
                return try place.unlessTaken { try left(in: place, of: session) } ?? []
            } catch let error as FileError {
                return [EditorLeftover(session: session, path: error.path, state: .unreadable(error))]
            }
        }
    }

    private func left(in place: SessionFolder, of session: String) throws -> [EditorLeftover] {
        do {
            let content = try place.content()
            let words =
                content.words.isEmpty ? [] : [EditorLeftover(session: session, path: place.file, state: .words(content.words))]
            return words
                + content.others.map { EditorLeftover(session: session, path: place.path + "/" + $0, state: .editorsOwn) }
        } catch EditorError.notText(let path) {
            return [EditorLeftover(session: session, path: path, state: .notText)]
        }
    }

    private func place(of session: String) -> SessionFolder { SessionFolder(path: folder + "/" + FileName.encode(session)) }

    /// Reads what the editor has saved, once it is on disk.
    private func words(in place: SessionFolder, under heading: String) throws -> String {
        guard try PrivateFile.exists(place.file) else { return "" }
        try PrivateFile.flush(place.file)
        guard let content = String(validating: try PrivateFile.read(place.file), as: UTF8.self) else {
            throw EditorError.notText(path: place.file)
        }
        return DraftFile.words(in: content, under: heading)
    }

    private static func octets(_ text: String, _ heading: String) -> Bytes {
        Bytes(DraftFile.compose(heading: heading, text: text).utf8)
    }

    private static func run(_ command: String, on path: String, environment: [String: String]) throws(EditorError) {
        var editor = TerminalChild(command: command, arguments: [path], environment: environment)
        // Where a program reads this one's output, the editor's screen would get into it.
        if !Posix.isTerminal(.standardOutput) { editor.output = .standardError }
        switch editor.run() {
        case .exited(0): return
        case .exited(let status): throw .failed(command: command, status: status)
        case .signalled(let signal): throw .crashed(command: command, signal: signal)
        case .notFound: throw .notFound(command: command)
        }
    }
}

/// The user's choice of editor.
enum EditorChoice {
    /// Tried in this order if the user hasn't chosen one.
    static let usual = ["sensible-editor", "nano", "vi"]

    /// A shell command: `VISUAL`, `EDITOR`, or the first usual editor that is installed.
    ///
    /// - Throws: `EditorError.noneFound`.
    static func command(in environment: [String: String]) throws(EditorError) -> String {
        for name in ["VISUAL", "EDITOR"] {
            if let command = environment[name], command.contains(where: { !$0.isWhitespace }) { return command }
        }
        guard let found = usual.first(where: { SearchPath.finds($0, in: environment) }) else { throw .noneFound }
        return found
    }
}

/// Editors with windows that hand a file to one that is open, and return at once unless told to wait.
extension EditorChoice {
    /// For each, the options that make it wait; the first is the one to suggest.
    private static let waits: [String: [String]] = [
        "code": ["--wait", "-w"], "code-insiders": ["--wait", "-w"], "codium": ["--wait", "-w"], "vscodium": ["--wait", "-w"],
        "code-oss": ["--wait", "-w"], "cursor": ["--wait", "-w"], "windsurf": ["--wait", "-w"], "subl": ["--wait", "-w"],
        "sublime_text": ["--wait", "-w"], "atom": ["--wait", "-w"], "pulsar": ["--wait", "-w"], "zed": ["--wait", "-w"],
        "zeditor": ["--wait", "-w"], "gedit": ["--wait", "-w"], "xed": ["--wait", "-w"], "pluma": ["--wait", "-w"],
        "mate": ["--wait", "-w"], "bbedit": ["--wait", "-w"], "gnome-text-editor": ["--standalone", "-s"],
        "kate": ["--block", "-b"], "mousepad": ["--disable-server"], "gvim": ["--nofork", "-f"], "mvim": ["--nofork", "-f"],
        "open": ["-W", "-nW", "-Wn"],
    ]

    /// - Parameter command: a shell command.
    /// - Returns: the command that waits, if this one is known not to.
    static func waiting(_ command: String) -> String? {
        let words = command.split(whereSeparator: \.isWhitespace)
        guard let program = words.first?.split(separator: "/").last, let options = waits[String(program)],
            !words.dropFirst().contains(where: { options.contains(String($0)) })
        else { return nil }
        return ([words[0], Substring(options[0])] + words.dropFirst()).joined(separator: " ")
    }
}

/// Why an editor returned no text. Whatever it has written stays in its file.
package enum EditorError: Error, Hashable, Sendable {
    /// No editor is chosen, and none of the usual ones is installed.
    case noneFound
    /// The shell doesn't find the chosen editor.
    case notFound(command: String)
    /// It exited with a status other than 0.
    case failed(command: String, status: Int32)
    /// A signal ended it.
    case crashed(command: String, signal: Int32)
    /// It returned without having written, as editors do that open a window elsewhere. `waiting`: the command that waits for it. What is
    /// saved there stays in the file, where the next session begins.
    case returnedAtOnce(command: String, waiting: String)
    /// What it wrote isn't UTF-8.
    case notText(path: String)
    /// The same text is open in another editor or command. `path`: the file with the text.
    case stillOpen(session: String, path: String)
}

/// A file of a session that ended abnormally.
package struct EditorLeftover: Hashable, Sendable {
    package enum State: Hashable, Sendable {
        /// Text that hasn't been saved elsewhere.
        case words(String)
        /// The editor saved something that isn't UTF-8.
        case notText
        /// A file that only the editor can read, such as a swap file.
        case editorsOwn
        case unreadable(FileError)
    }

    /// The session's name, as `EditorTask` defines it.
    package let session: String
    package let path: String
    package let state: State

    package init(session: String, path: String, state: State) {
        self.session = session
        self.path = path
        self.state = state
    }
}
