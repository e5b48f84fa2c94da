package import Models
import SystemPackage

/// An operating system error for a file that can't be read or written. Never contains the file's content.
package struct FileError: Error, Hashable, Sendable {
    package let path: String
    /// An `errno`.
    package let code: Int32

    package init(path: String, code: Int32) {
        self.path = path
        self.code = code
    }

    /// Runs `body`, whose errors concern this path.
    static func at<Result>(_ path: String, _ body: () throws -> Result) throws(FileError) -> Result {
        do { return try body() } catch {
            throw error as? FileError ?? FileError(path: path, code: (error as? Errno ?? .ioError).rawValue)
        }
    }

    var cause: Errno { Errno(rawValue: code) }

    /// Causes that the user can do something about.
    package enum Kind: Hashable, Sendable {
        case full, readOnly, notPermitted
    }

    package var kind: Kind? {
        switch cause {
        case .noSpace, .diskQuotaExceeded, .fileTooLarge: .full
        case .readOnlyFileSystem: .readOnly
        case .permissionDenied, .notPermitted: .notPermitted
        default: nil
        }
    }

    /// The system's message.
    package var reason: String { cause.description }
}

/// Files and folders that only their owner can access, written so that they survive a power failure. All errors are `FileError`.
package enum PrivateFile {
    package static func read(_ path: String) throws(FileError) -> Bytes {
        try FileError.at(path) { try FileDescriptor.with(path) { try $0.takeAll() } }
    }

    /// - Returns: `nil` if the file is longer than `limit` bytes.
    package static func read(_ path: String, atMost limit: Int) throws(FileError) -> Bytes? {
        let size = try FileError.at(path) { try FilePath(path).stat().size }
        return size > limit ? nil : try read(path)
    }

    /// Creates a file atomically. Keeps an existing file, and throws an error with the code `EEXIST`.
    package static func create(_ path: String, _ octets: Bytes) throws(FileError) {
        try place(octets, path) { scratch throws(FileError) in try Posix.addName(path, to: scratch) }
    }

    /// Like `create`, under the first name of these that isn't taken.
    ///
    /// - Parameter name: the path for a number, from 1.
    /// - Returns: the path.
    static func create(_ octets: Bytes, named name: (Int) -> String) throws(FileError) -> String {
        var number = 1
        while true {
            do {
                try create(name(number), octets)
                return name(number)
            } catch {
                guard error.cause == .fileExists else { throw error }
                number += 1
            }
        }
    }

    /// Creates or replaces a file atomically.
    package static func replace(_ path: String, _ octets: Bytes) throws(FileError) {
        try place(octets, path) { scratch throws(FileError) in try Posix.move(scratch, to: path) }
    }

    /// Like `replace`, except that a device or pipe is written to instead of being replaced, and that a symbolic link stays one: its
    /// target is created or replaced. Links of other users are replaced, so that none can point this at a file of the user's.
    package static func write(_ path: String, _ octets: Bytes) throws(FileError) {
        let path = try Posix.target(of: path)
        guard let type = try? facts(of: path)?.type, type != .regular, type != .directory else { return try replace(path, octets) }
        try FileError.at(path) { try FileDescriptor.with(path, .writeOnly) { try $0.put(octets) } }
    }

    /// Throws what `write` would throw by now. Changes nothing.
    package static func checkWriting(_ path: String) throws(FileError) {
        let path = try Posix.target(of: path)
        guard let type = try facts(of: path)?.type, type != .regular else { return try place([], path) { _ in } }
        try FileError.at(path) { try FileDescriptor.with(path, .writeOnly) { _ in } }
    }

    /// Removes a file durably. Does nothing if it doesn't exist.
    package static func remove(_ path: String) throws(FileError) {
        do { try Posix.delete(path) } catch {
            guard error.cause == .noSuchFileOrDirectory else { throw error }
        }
        try flush(folder(of: path))
    }

    /// Like `remove`, after overwriting the content, unless the file has another name too: a crash may have left it linked at its
    /// destination. A file system or disk that never writes in place keeps the content anyway.
    package static func erase(_ path: String) throws(FileError) {
        try? FileDescriptor.with(path, .writeOnly, options: .noFollow) { file in
            let facts = try file.stat()
            guard facts.linkCount == 1 else { return }
            defer { try? file.flush() }
            for start in stride(from: 0, to: facts.size, by: 65_536) {
                try file.put(Bytes(repeating: 0, count: Int(min(facts.size - start, 65_536))))
            }
        }
        try remove(path)
    }

    /// Runs `body` while no other process does so in this folder. Can't be nested.
    ///
    /// - Throws: `FileError`; what `body` throws.
    package static func alone<Result>(in folder: String, _ body: () throws -> Result) throws -> Result {
        let file = try FileError.at(folder) { try FileDescriptor.open(FilePath(folder), .readOnly, options: .closeOnExec) }
        defer { try? file.close() }
        try FileError.at(folder) { try file.lock() }
        return try body()
    }

    /// Whether the name is that of a temporary file, left by a write that ended early.
    package static func isScratch(_ name: String) -> Bool { name.hasPrefix(".") && name.hasSuffix(".new") }

    /// Creates a folder and its missing parents with mode 0700. Keeps an existing folder as it is.
    package static func makeFolder(_ path: String) throws(FileError) {
        do { try makeFolderItself(path) } catch {
            guard error.cause == .noSuchFileOrDirectory, folder(of: path) != path else { throw error }
            try makeFolder(folder(of: path))
            // Not from the beginning: where none can be made, as in /proc, that would never end.
            try makeFolderItself(path)
        }
    }

    private static func makeFolderItself(_ path: String) throws(FileError) {
        do { try Posix.makeFolder(path) } catch {
            guard error.cause == .fileExists else { throw error }
            return
        }
        try flush(folder(of: path))
    }

    /// Writes a file's content, or a folder's entries, to disk.
    package static func flush(_ path: String) throws(FileError) {
        try FileError.at(path) {
            try FileDescriptor.with(path) { file in
                // Some file systems can't sync folders and return EINVAL.
                do { try file.flush() } catch Errno.invalidArgument {}
            }
        }
    }

    /// Whether the path exists. Throws if that can't be determined, rather than return `false`.
    package static func exists(_ path: String) throws(FileError) -> Bool { try facts(of: path) != nil }

    /// - Returns: `nil` if the path doesn't exist.
    static func facts(of path: String, followsLinks: Bool = true) throws(FileError) -> Stat? {
        do { return try FilePath(path).stat(followTargetSymlink: followsLinks) } catch {
            guard error == .noSuchFileOrDirectory else { throw FileError(path: path, code: error.rawValue) }
            return nil
        }
    }

    /// The names in a folder, in ascending order; empty if the folder doesn't exist.
    package static func names(in folder: String) throws(FileError) -> [String] {
        do { return try Posix.names(in: folder).sorted() } catch {
            guard error.cause == .noSuchFileOrDirectory else { throw error }
            return []
        }
    }

    /// Whether a path leads into a folder, or one below it, through whatever links.
    ///
    /// - Throws: `FileError` if that can't be determined.
    package static func isInside(_ folder: String, _ path: String) throws(FileError) -> Bool {
        guard let wanted = try facts(of: folder) else { return false }
        var place = self.folder(of: try Posix.target(of: path))
        var before: Stat?
        while let facts = try facts(of: place) {
            if (facts.deviceID, facts.inode) == (wanted.deviceID, wanted.inode) { return true }
            if let before, (facts.deviceID, facts.inode) == (before.deviceID, before.inode) { return false }
            (before, place) = (facts, place + "/..")
        }
        return false
    }

    package static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Has all files created from here on, by an editor too, be for their owner only, and no write end the process.
    package static func makeDefault() {
        Posix.keepFilesPrivate()
        Posix.failAtSizeLimit()
    }

    private static func place(
        _ octets: Bytes, _ path: String, _ finish: (_ scratch: String) throws(FileError) -> Void
    ) throws(FileError) {
        let scratch = "\(folder(of: path))/.\(Posix.process)-\(UInt32.random(in: .min ... .max)).new"
        defer { try? Posix.delete(scratch) }
        try FileError.at(path) {
            let options: FileDescriptor.OpenOptions = [.create, .exclusiveCreate]
            try FileDescriptor.with(scratch, .writeOnly, options: options, permissions: .ownerReadWrite) { file in
                try file.put(octets)
                try file.flush()
            }
        }
        try finish(scratch)
        try flush(folder(of: path))
    }
}
