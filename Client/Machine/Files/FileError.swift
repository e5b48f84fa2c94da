#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// An operating system error for a file that can't be read or written. Never contains the file's content.
package struct FileError: Error, Hashable, Sendable {
    package let path: String
    /// An `errno`.
    package let code: Int32

    package init(path: String, code: Int32) {
        self.path = path
        self.code = code
    }

    /// Causes that the user can do something about.
    package enum Trouble: Hashable, Sendable {
        case full, readOnly, notPermitted
    }

    package var trouble: Trouble? {
        switch code {
        case ENOSPC, EDQUOT: .full
        case EROFS: .readOnly
        case EACCES, EPERM: .notPermitted
        default: nil
        }
    }

    /// The system's message.
    package var reason: String { String(cString: strerror(code)) }
}
