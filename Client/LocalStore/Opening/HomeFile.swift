import ClientCore

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The file of a home, on the file-system level.
struct HomeFile {
    let path: String

    var folder: String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Creates the folder and file if they don't exist, and removes other users' access to the file. SQLite gives its log the
    /// file's modes.
    func prepare() throws(HomeStoreError) {
        if mkdir(folder, 0o700) != 0, errno != EEXIST, errno != EROFS, errno != EACCES { throw HomeStoreError(systemCode: errno) }
        // Doesn't open an existing file: closing it would release this process's locks on it.
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor >= 0 {
            close(descriptor)
        } else if errno == EEXIST {
            try restrict()
        } else {
            throw errno == EACCES && access(folder, R_OK | X_OK) == 0 ? .readOnly : HomeStoreError(systemCode: errno)
        }
    }

    /// Whether nothing of the home is still in SQLite's log beside the file.
    var isComplete: Bool {
        var facts = stat()
        return stat(path + "-wal", &facts) != 0 ? errno == ENOENT : facts.st_size == 0
    }

    /// For SQLite, which takes some characters of a path apart: https://www.sqlite.org/uri.html
    var uri: String {
        let escaped = path.utf8.map { octet in
            let digits = String(octet, radix: 16)
            return octet < 0x80 && !"%?#".utf8.contains(octet)
                ? String(Unicode.Scalar(octet)) : "%" + (digits.count == 1 ? "0" : "") + digits
        }
        return "file:" + escaped.joined()
    }

    private func restrict() throws(HomeStoreError) {
        var facts = stat()
        guard stat(path, &facts) == 0 else { throw HomeStoreError(systemCode: errno) }
        if facts.st_mode & 0o077 != 0 {
            guard chmod(path, 0o600) == 0 || errno == EROFS else { throw HomeStoreError(systemCode: errno) }
        }
        // SQLite made it with the modes that the file had then, and wouldn't write while it can't write there.
        if facts.st_mode & 0o200 != 0 { chmod(path + "-shm", 0o600) }
    }

    /// Runs `body` while no other command prepares a schema in this folder.
    ///
    /// - Parameter patience: the seconds to wait for a command that does.
    /// - Throws: `HomeStoreError.locked` if it takes longer; whatever `body` throws.
    func withFolderLocked(patience: Double, _ body: () throws -> Void) throws {
        let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw HomeStoreError(systemCode: errno) }
        defer { close(descriptor) }
        // Polls, because no system lock waits for a limited time.
        let step: useconds_t = 20_000
        var left = Int(patience * 1_000_000 / Double(step))
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EINTR || errno == EWOULDBLOCK else { throw HomeStoreError(systemCode: errno) }
            guard left > 0 else { throw HomeStoreError.locked }
            left -= 1
            usleep(step)
        }
        try body()
    }
}
