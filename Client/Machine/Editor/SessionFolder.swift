import FoundationEssentials
import Models
import SystemPackage

/// The folder in which one text is written: the file that the editor opens, and whatever the editor puts beside it.
struct SessionFolder {
    let path: String

    var file: String { path + "/" + Self.name }

    private static let name = "words.txt"
    /// The suffix of files that are encrypted while the home is locked.
    private static let putAway = ".locked"

    /// The folder's content.
    struct Content {
        /// All texts, without duplicates: the file's, then what an editor that was killed has saved beside it.
        let words: String
        /// The names of files that contain text.
        let texts: [String]
        /// The names of files that can't be read here: an editor's own, or text in another encoding.
        let others: [String]
    }

    /// - Throws: `EditorError.notText` for the file itself; `FileError`.
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

    /// Writes `octets`, which contain all texts, to the file, and erases the other text files.
    ///
    /// - Throws: `FileError`.
    func begin(with octets: Bytes, after content: Content) throws {
        // Keeps an unchanged file: the swap file of an editor that was killed may apply to exactly this one.
        if try !PrivateFile.exists(file) || PrivateFile.read(file) != octets { try PrivateFile.replace(file, octets) }
        for name in content.texts where name != Self.name { try PrivateFile.erase(path + "/" + name) }
    }

    /// - Parameter spared: the names of files that were there before the session and aren't part of its text.
    func discard(sparing spared: [String]) throws {
        for name in try PrivateFile.names(in: path) where !spared.contains(name) {
            try FileManager.default.removeItem(atPath: path + "/" + name)
        }
        // An editor may have removed it.
        if try spared.isEmpty && PrivateFile.exists(path) { try FileManager.default.removeItem(atPath: path) }
        try PrivateFile.flush(PrivateFile.folder(of: path))
    }

    /// Of other files, reads only what an editor saved as text: no swap files, and nothing in subfolders.
    private func text(of name: String) throws -> String? {
        guard !name.hasSuffix(Self.putAway) else { return nil }
        do {
            let octets = try PrivateFile.read(path + "/" + name)
            return octets.contains(0) ? nil : String(validating: octets, as: UTF8.self)
        } catch  where error.cause == .isDirectory {
            return nil
        }
    }

    /// Drops texts that another text contains.
    private static func merged(_ texts: [String]) -> String {
        var merged: [String] = []
        for text in texts where !merged.contains(where: { $0.contains(text) }) {
            merged = merged.filter { !text.contains($0) } + [text]
        }
        return merged.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }
}

/// Locking: one process at a time writes in the folder.
extension SessionFolder {
    /// Runs `body` while this process has the folder locked; creates the folder if it doesn't exist. An editor that `body` starts
    /// inherits the lock, so it lasts if this process ends before the editor does.
    ///
    /// - Throws: `EditorError.stillOpen`; `FileError`; what `body` throws.
    func whileTaken<Result>(_ body: () throws -> Result) throws -> Result {
        let folder = try take()
        defer {
            // Otherwise what an editor leaves running, such as a clipboard owner, would keep the lock.
            folder.unlock()
            try? folder.close()
        }
        return try body()
    }

    /// - Returns: `nil` if another process has the lock, or the folder doesn't exist.
    func unlessTaken<Result>(_ body: () throws -> Result) throws -> Result? {
        guard let folder = try open(inheritable: false) else { return nil }
        defer { try? folder.close() }
        return folder.lockIfFree() ? try body() : nil
    }

    private func take() throws -> FileDescriptor {
        // Retries, because commands that only look hold the lock for a moment.
        for _ in 0..<10 {
            try PrivateFile.makeFolder(path)
            // The editor must inherit it.
            if let folder = try open(inheritable: true) {
                if folder.lockIfFree(), isHere(folder) { return folder }
                try? folder.close()
            }
            SystemClock.pause(.milliseconds(20))
        }
        throw EditorError.stillOpen(session: FileName.decode(String(path.split(separator: "/").last ?? "")) ?? "", path: file)
    }

    /// - Returns: `nil` if the folder doesn't exist.
    private func open(inheritable: Bool) throws(FileError) -> FileDescriptor? {
        try FileError.at(path) {
            do {
                return try FileDescriptor.open(FilePath(path), .readOnly, options: inheritable ? [] : .closeOnExec)
            } catch Errno.noSuchFileOrDirectory { return nil }
        }
    }

    /// Whether the descriptor is still the folder at this path: another session may have removed it meanwhile.
    private func isHere(_ folder: FileDescriptor) -> Bool {
        guard let taken = try? folder.stat(), let here = try? PrivateFile.facts(of: path) else { return false }
        return taken.inode == here.inode && taken.deviceID == here.deviceID
    }
}

/// Encodes any text as a file name, and decodes it.
enum FileName {
    /// Empty text needs a name too: otherwise it would denote the folder itself.
    private static let empty = "%"

    /// Keeps lower-case letters, digits, `-` and `_`; encodes every other byte as `%` and two hexadecimal digits.
    static func encode(_ text: String) -> String {
        guard !text.isEmpty else { return empty }
        return text.utf8.reduce(into: "") { name, octet in
            switch octet {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                name.unicodeScalars.append(Unicode.Scalar(octet))
            default:
                let digits = String(octet, radix: 16)
                name += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
    }

    /// - Returns: `nil` for names that `encode` doesn't produce.
    static func decode(_ name: String) -> String? {
        if name == empty { return "" }
        var octets: Bytes = []
        var rest = Array(name.utf8)[...]
        while let first = rest.popFirst() {
            guard first == UInt8(ascii: "%") else {
                octets.append(first)
                continue
            }
            guard let octet = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else { return nil }
            octets.append(octet)
            rest = rest.dropFirst(2)
        }
        guard let text = String(validating: octets, as: UTF8.self), encode(text) == name else { return nil }
        return text
    }
}
