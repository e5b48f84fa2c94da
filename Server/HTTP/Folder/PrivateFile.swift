import FoundationEssentials

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A small file of text that its owner alone may read.
struct PrivateFile {
    let path: String

    /// - Returns: nil where there is no such file.
    /// - Throws: `ServerFault` where there is one that cannot be read.
    func read() throws -> String? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw ServerFault("The file cannot be read: \(path)")
        }
        return text
    }

    /// Puts the file there as a whole, with its permissions from the first moment.
    ///
    /// - Throws: `ServerFault`; the file is then as it was.
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

    private func unwritable(_ code: Int32) -> ServerFault {
        ServerFault("The file cannot be written: \(path) (\(String(cString: strerror(code))))")
    }
}
