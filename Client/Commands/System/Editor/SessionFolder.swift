import FoundationEssentials
import Models

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The folder in which one text is written: the file that the editor is opened on, and whatever the editor puts beside it.
struct SessionFolder {
    let path: String

    var file: String { path + "/" + Self.name }

    private static let name = "words.txt"
    /// Of what is put away while the home is locked.
    private static let putAway = ".locked"

    /// What there is in it.
    struct Content {
        /// All words that are there, each once: those of the file, then what an editor that was ended has saved beside it.
        let words: String
        /// Names of files that hold words.
        let texts: [String]
        /// Names of what can't be read here: an editor's own files, or a text in another encoding.
        let others: [String]
    }

    /// - Throws: `EditorError.notText` of the file itself; `FileError`.
    func content(under heading: String? = nil) throws -> Content {
        var (words, texts, others) = ([String](), [String](), [String]())
        let names = try PrivateFile.names(in: path)
        for name in names.filter({ $0 == Self.name }) + names.filter({ $0 != Self.name }) {
            if let text = try text(of: name) {
                texts.append(name)
                words.append(DraftFile.words(in: text, under: heading))
            } else if name == Self.name {
                throw EditorError.notText(path: file)
            } else {
                others.append(name)
            }
        }
        return Content(words: Self.merged(words), texts: texts, others: others)
    }

    /// Makes the file, and has all words in it alone.
    func begin(with octets: Bytes, after content: Content) throws {
        // An editor that was ended may have kept changes to exactly this file.
        if try !PrivateFile.exists(file) || PrivateFile.read(file) != octets { try PrivateFile.replace(file, octets) }
        for name in content.texts where name != Self.name { try PrivateFile.erase(path + "/" + name) }
    }

    /// - Parameter spared: names of what was there before the session, and isn't in its words.
    func discard(sparing spared: [String]) throws {
        for name in try PrivateFile.names(in: path) where !spared.contains(name) {
            try FileManager.default.removeItem(atPath: path + "/" + name)
        }
        if spared.isEmpty { try FileManager.default.removeItem(atPath: path) }
        try PrivateFile.flush(PrivateFile.folder(of: path))
    }

    /// Of other files only what an editor saved as text: no swap file, and nothing in a folder.
    private func text(of name: String) throws -> String? {
        guard !name.hasSuffix(Self.putAway) else { return nil }
        do {
            let octets = try PrivateFile.read(path + "/" + name)
            return octets.contains(0) ? nil : String(validating: octets, as: UTF8.self)
        } catch  where error.code == EISDIR {
            return nil
        }
    }

    /// A text that holds another has all of it.
    private static func merged(_ texts: [String]) -> String {
        var merged: [String] = []
        for text in texts where !merged.contains(where: { $0.contains(text) }) {
            merged = merged.filter { !text.contains($0) } + [text]
        }
        return merged.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }
}

/// One process at a time writes in it.
extension SessionFolder {
    /// Runs `body` while nobody else has this folder, which is made where it is missing. An editor that `body` starts has it as well: it
    /// stays taken where this process ends before the editor does.
    ///
    /// - Throws: `EditorError.stillOpen`; `FileError`; what `body` throws.
    func whileTaken<Result>(_ body: () throws -> Result) throws -> Result {
        let descriptor = try take()
        defer {
            // Else it would stay taken by what an editor leaves running, as the owner of a clipboard.
            flock(descriptor, LOCK_UN)
            close(descriptor)
        }
        return try body()
    }

    /// - Returns: nil where somebody has it, or it isn't there.
    func unlessTaken<Result>(_ body: () throws -> Result) throws -> Result? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            guard errno == ENOENT else { throw FileError(path: path, code: errno) }
            return nil
        }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_EX | LOCK_NB) == 0 ? try body() : nil
    }

    private func take() throws -> Int32 {
        // Commands that only look have it for a moment.
        for _ in 0..<10 {
            try PrivateFile.makeFolder(path)
            // Not to be closed in an editor.
            let descriptor = open(path, O_RDONLY)
            guard descriptor >= 0 || errno == ENOENT else { throw FileError(path: path, code: errno) }
            if descriptor >= 0 {
                if flock(descriptor, LOCK_EX | LOCK_NB) == 0, isHere(descriptor) { return descriptor }
                close(descriptor)
            }
            usleep(20_000)
        }
        throw EditorError.stillOpen(session: FileName.decode(String(path.split(separator: "/").last ?? "")) ?? "", path: file)
    }

    /// Whether it is what goes by this path: another session may have removed it meanwhile.
    private func isHere(_ descriptor: Int32) -> Bool {
        var (taken, here) = (stat(), stat())
        return fstat(descriptor, &taken) == 0 && stat(path, &here) == 0 && taken.st_ino == here.st_ino
            && taken.st_dev == here.st_dev
    }
}
