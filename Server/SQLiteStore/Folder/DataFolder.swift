import ServerCore

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The files of a server's data folder. Only the owner has access to the folder (0700) and to each file (0600).
struct DataFolder: Sendable {
    let path: String

    var database: String { path + "/twofold.sqlite" }
    var lock: String { path + "/lock" }
    var journals: [String] { [database + "-wal", database + "-shm"] }

    /// Creates the folder if it's missing, and restricts access to the owner.
    ///
    /// - Throws: `readOnly`, `full`, `inaccessible`.
    func prepare() throws(StoreError) {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST, chmod(path, 0o700) == 0 else {
            throw errno == ENOENT ? .inaccessible : StoreError(systemCode: errno)
        }
    }

    /// Ensures that a file exists and only its owner has access, before anything is written to it.
    static func protect(_ file: String) throws(StoreError) {
        let descriptor = open(file, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StoreError(systemCode: errno) }
        defer { close(descriptor) }
        guard fchmod(descriptor, 0o600) == 0 else { throw StoreError(systemCode: errno) }
    }

    /// - Throws: `StoreError` if that can't be determined. A file that can't be accessed isn't missing.
    static func exists(_ file: String) throws(StoreError) -> Bool {
        if access(file, F_OK) == 0 { return true }
        guard errno == ENOENT else { throw StoreError(systemCode: errno) }
        return false
    }

    /// Whether two paths lead to one file or folder. `false` if either doesn't exist.
    static func isSame(_ path: String, _ other: String) -> Bool {
        var (facts, others) = (stat(), stat())
        return stat(path, &facts) == 0 && stat(other, &others) == 0 && facts.st_dev == others.st_dev
            && facts.st_ino == others.st_ino
    }

    /// - Throws: `StoreError`. Deleting a missing file succeeds.
    static func delete(_ file: String) throws(StoreError) {
        guard unlink(file) == 0 || errno == ENOENT else { throw StoreError(systemCode: errno) }
    }

    /// Deletes a database and its journals.
    static func deleteDatabase(_ database: String) throws(StoreError) {
        for file in [database, database + "-wal", database + "-shm", database + "-journal"] { try delete(file) }
    }

    /// Replaces a file with another. After a power failure, one of the two is there, complete.
    static func replace(_ file: String, with other: String) throws(StoreError) {
        try sync(other)
        guard rename(other, file) == 0 else { throw StoreError(systemCode: errno) }
        try sync(parent(of: file))
    }

    static func copy(_ file: String, to other: String) throws(StoreError) {
        let source = open(file, O_RDONLY | O_CLOEXEC)
        guard source >= 0 else { throw StoreError(systemCode: errno) }
        defer { close(source) }
        let target = open(other, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o600)
        guard target >= 0 else { throw StoreError(systemCode: errno) }
        defer { close(target) }
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = read(source, &buffer, buffer.count)
            if count == 0 { break }
            guard count > 0 else { throw .inaccessible }
            var written = 0
            while written < count {
                let step = buffer[written..<count].withUnsafeBytes { write(target, $0.baseAddress, $0.count) }
                guard step > 0 else { throw StoreError(systemCode: errno) }
                written += step
            }
        }
        guard fchmod(target, 0o600) == 0, fsync(target) == 0 else { throw StoreError(systemCode: errno) }
    }

    private static func sync(_ path: String) throws(StoreError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .inaccessible }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw StoreError(systemCode: errno) }
    }

    static func parent(of file: String) -> String {
        guard let slash = file.lastIndex(of: "/") else { return "." }
        return slash == file.startIndex ? "/" : String(file[..<slash])
    }
}
