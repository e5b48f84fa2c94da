#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// What the operating system says of a file that cannot be read or written. Never holds the content.
package struct FileError: Error, Hashable, Sendable {
    package let path: String
    /// An `errno`.
    package let code: Int32

    package init(path: String, code: Int32) {
        self.path = path
        self.code = code
    }

    /// What is to be told apart, because something can be done about it.
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

    /// The system's words for it.
    package var reason: String { String(cString: strerror(code)) }
}
