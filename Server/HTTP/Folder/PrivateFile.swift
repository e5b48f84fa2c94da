import FoundationEssentials

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A small text file that only its owner can read.
struct PrivateFile {
    let path: String

    /// - Returns: `nil` if the file doesn't exist.
    /// - Throws: `ServerSetUpError` if the file exists but can't be read.
    func read() throws -> String? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw ServerSetUpError("The file can't be read: \(path)")
        }
        return text
    }

    /// Replaces the file atomically. The new file has its permissions from the start.
    ///
    /// - Throws: `ServerSetUpError`. The file is then unchanged.
    func replace(with text: String) throws {
        let temporary = path + ".new"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw unwritable(errno) }
        let octets = Array(text.utf8)
        let isWritten = write(descriptor, octets, octets.count) == octets.count && fsync(descriptor) == 0
        let code = errno
        guard close(descriptor) == 0, isWritten, rename(temporary, path) == 0 else {
            let code = isWritten ? errno : code
            unlink(temporary)
            throw unwritable(code)
        }
    }

    private func unwritable(_ code: Int32) -> ServerSetUpError {
        ServerSetUpError("The file can't be written: \(path) (\(String(cString: strerror(code))))")
    }
}
