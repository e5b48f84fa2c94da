import FoundationEssentials
import Models

/// Lets a person write in the editor of their choice, in a file that stays until the words are saved elsewhere: it survives a crash
/// of the editor, of this program and of the machine. File and folder are for their owner alone.
package struct EditorSession: Sendable {
    private let folder: String
    private let environment: [String: String]

    /// - Parameters:
    ///   - folder: where the files are, as `HomeFolder.drafts`; made when it is needed.
    ///   - environment: names the editor, and is handed to it.
    package init(folder: String, environment: [String: String]) {
        self.folder = folder
        self.environment = environment
    }

    /// Opens the editor on `text` under `heading`, and waits for it. Where words of an earlier session for `prompt` are still
    /// there, it begins with those.
    ///
    /// - Parameter prompt: names the session; alike each time the same thing is answered.
    /// - Returns: the words, without the heading.
    /// - Throws: `EditorError`; `FileError`. Then too the words stay, if there are any.
    package func edit(prompt: String, heading: String, text: String) throws -> String {
        let command = try EditorChoice.command(in: environment)
        try PrivateFile.makeFolder(place(of: prompt))
        return try Leftovers.using(place(of: prompt)) {
            try edit(prompt: prompt, heading: heading, text: text, command: command)
        }
    }

    private func edit(prompt: String, heading: String, text: String, command: String) throws -> String {
        let path = path(prompt: prompt)
        let left = try words(of: prompt) ?? ""
        let start = left.isEmpty ? text : left
        try PrivateFile.replace(path, Bytes(DraftFile.compose(heading: heading, text: start).utf8))
        do {
            try Self.run(command, on: path, environment: environment)
        } catch {
            if left.isEmpty, try words(of: prompt, under: heading) == DraftFile.words(in: text) { try discard(prompt: prompt) }
            throw error
        }
        try PrivateFile.flush(path)
        return try words(of: prompt, under: heading) ?? ""
    }

    /// As `edit`, without an editor: `body` is handed the words of an earlier session, if there are any, and what keeps others.
    ///
    /// - Throws: `FileError`, `EditorError`, and what `body` throws.
    package func keeping<Result>(
        prompt: String, heading: String, _ body: (_ left: String?, _ keep: (String) throws -> Void) throws -> Result
    ) throws -> Result {
        try PrivateFile.makeFolder(place(of: prompt))
        return try Leftovers.using(place(of: prompt)) {
            let left = try words(of: prompt) ?? ""
            return try body(left.isEmpty ? nil : left) { text in
                try PrivateFile.replace(path(prompt: prompt), Bytes(DraftFile.compose(heading: heading, text: text).utf8))
            }
        }
    }

    private static func run(_ command: String, on path: String, environment: [String: String]) throws(EditorError) {
        switch TerminalChild(command: command, arguments: [path], environment: environment).run() {
        case .exited(0): return
        case .exited(let status): throw .failed(command: command, status: status)
        case .signalled(let signal): throw .crashed(command: command, signal: signal)
        case .notFound: throw .notFound(command: command)
        }
    }

    /// The words are saved elsewhere: the file goes, and whatever the editor has put beside it.
    ///
    /// - Throws: `FileError`, or what the file manager throws.
    package func discard(prompt: String) throws {
        guard PrivateFile.exists(place(of: prompt)) else { return }
        try FileManager.default.removeItem(atPath: place(of: prompt))
        try PrivateFile.flush(folder)
    }

    /// Where the words are until `discard`.
    package func path(prompt: String) -> String { place(of: prompt) + "/words.txt" }

    /// The words of sessions that did not end well, or whose words were not saved: for each prompt at most one.
    package func leftovers() throws -> [EditorLeftover] {
        guard PrivateFile.exists(folder) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().compactMap { name in
            guard let prompt = FileName.decode(name), let text = try words(of: prompt), !text.isEmpty else { return nil }
            return EditorLeftover(prompt: prompt, path: path(prompt: prompt), text: text)
        }
    }

    private func place(of prompt: String) -> String { folder + "/" + FileName.encode(prompt) }

    private func words(of prompt: String, under heading: String? = nil) throws -> String? {
        let path = path(prompt: prompt)
        guard PrivateFile.exists(path) else { return nil }
        guard let content = String(validating: try PrivateFile.read(path), as: UTF8.self) else {
            throw EditorError.notText(path: path)
        }
        return DraftFile.words(in: content, under: heading)
    }
}
