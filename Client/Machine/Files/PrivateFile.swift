package import Models

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Files and folders that only their owner can access, written so that they survive a power failure. All errors are `FileError`.
package enum PrivateFile {
    package static func read(_ path: String) throws(FileError) -> Bytes {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path: path, code: errno) }
        defer { close(descriptor) }
        guard let octets = Descriptor.readAll(descriptor) else { throw FileError(path: path, code: errno) }
        return octets
    }

    /// - Returns: `nil` if the file is longer than `limit` bytes.
    package static func read(_ path: String, atMost limit: Int) throws(FileError) -> Bytes? {
        var facts = stat()
        guard stat(path, &facts) == 0 else { throw FileError(path: path, code: errno) }
        return facts.st_size > limit ? nil : try read(path)
    }

    /// Creates a file atomically. Keeps an existing file, and throws an error with the code `EEXIST`.
    package static func create(_ path: String, _ octets: Bytes) throws(FileError) {
        try place(octets, path) { link($0, path) }
    }

    /// Creates or replaces a file atomically.
    package static func replace(_ path: String, _ octets: Bytes) throws(FileError) {
        try place(octets, path) { rename($0, path) }
    }

    /// Like `replace`, except that a device or pipe is written to instead of being replaced.
    package static func write(_ path: String, _ octets: Bytes) throws(FileError) {
        var facts = stat()
        guard stat(path, &facts) == 0, facts.st_mode & S_IFMT != S_IFREG, facts.st_mode & S_IFMT != S_IFDIR else {
            return try replace(path, octets)
        }
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path: path, code: errno) }
        defer { close(descriptor) }
        guard Descriptor.write(octets, to: descriptor) else { throw FileError(path: path, code: errno) }
    }

    /// Removes a file durably. Does nothing if it doesn't exist.
    package static func remove(_ path: String) throws(FileError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw FileError(path: path, code: errno) }
        try flush(folder(of: path))
    }

    /// Like `remove`, after overwriting the content, unless the file has another name too: a crash may have left it linked at its
    /// destination. A file system or disk that never writes in place keeps the content anyway.
    package static func erase(_ path: String) throws(FileError) {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
        if descriptor >= 0 {
            defer { close(descriptor) }
            var facts = stat()
            if fstat(descriptor, &facts) == 0, facts.st_nlink == 1 {
                var left = Int(facts.st_size)
                while left > 0, Descriptor.write(Bytes(repeating: 0, count: min(left, 65_536)), to: descriptor) { left -= 65_536 }
                fsync(descriptor)
            }
        }
        try remove(path)
    }

    /// Runs `body` while no other process does so in this folder. Can't be nested.
    ///
    /// - Throws: `FileError`; what `body` throws.
    package static func alone<Result>(in folder: String, _ body: () throws -> Result) throws -> Result {
        let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path: folder, code: errno) }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw FileError(path: folder, code: errno) }
        }
        return try body()
    }

    /// Whether the name is that of a temporary file, left by a write that ended early.
    static func isScratch(_ name: String) -> Bool { name.hasPrefix(".") && name.hasSuffix(".new") }

    /// Creates a folder and its missing parents with mode 0700. Keeps an existing folder as it is.
    package static func makeFolder(_ path: String) throws(FileError) {
        if mkdir(path, 0o700) == 0 {
            try flush(folder(of: path))
        } else if errno == ENOENT, folder(of: path) != path {
            try makeFolder(folder(of: path))
            try makeFolder(path)
        } else if errno != EEXIST {
            throw FileError(path: path, code: errno)
        }
    }

    /// Writes a file's content, or a folder's entries, to disk.
    static func flush(_ path: String) throws(FileError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path: path, code: errno) }
        defer { close(descriptor) }
        // Some file systems can't sync folders and return EINVAL.
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw FileError(path: path, code: errno) }
    }

    /// Whether the path exists. Throws if that can't be determined, rather than return `false`.
    package static func exists(_ path: String) throws(FileError) -> Bool {
        if access(path, F_OK) == 0 { return true }
        guard errno == ENOENT else { throw FileError(path: path, code: errno) }
        return false
    }

    /// The names in a folder, in ascending order; empty if the folder doesn't exist.
    package static func names(in folder: String) throws(FileError) -> [String] {
        guard let stream = opendir(folder) else {
            guard errno == ENOENT else { throw FileError(path: folder, code: errno) }
            return []
        }
        defer { closedir(stream) }
        var names: [String] = []
        errno = 0
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: $0.pointee)) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
            errno = 0
        }
        guard errno == 0 else { throw FileError(path: folder, code: errno) }
        return names.sorted()
    }

    package static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func place(_ octets: Bytes, _ path: String, _ finish: (String) -> Int32) throws(FileError) {
        let scratch = "\(folder(of: path))/.\(getpid())-\(UInt32.random(in: .min ... .max)).new"
        let descriptor = open(scratch, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileError(path: path, code: errno) }
        defer { unlink(scratch) }
        guard Descriptor.write(octets, to: descriptor), fsync(descriptor) == 0 else {
            let code = errno
            close(descriptor)
            throw FileError(path: path, code: code)
        }
        guard close(descriptor) == 0, finish(scratch) == 0 else { throw FileError(path: path, code: errno) }
        try flush(folder(of: path))
    }
}
