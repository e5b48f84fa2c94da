import Models

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Reads and writes that continue after interruption by a signal or a full pipe. On failure, the reason is in `errno`.
enum Descriptor {
    static func write(_ octets: some Collection<UInt8>, to descriptor: Int32) -> Bool {
        var rest = Bytes(octets)[...]
        while !rest.isEmpty {
            #if canImport(Darwin)
            let count = rest.withUnsafeBytes { Darwin.write(descriptor, $0.baseAddress, $0.count) }
            #elseif canImport(Musl)
            let count = rest.withUnsafeBytes { Musl.write(descriptor, $0.baseAddress, $0.count) }
            #else
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            #endif
            if count < 0, errno == EAGAIN {
                var room = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = poll(&room, 1, -1)
            } else if count < 0, errno != EINTR {
                return false
            }
            rest = rest.dropFirst(max(count, 0))
        }
        return true
    }

    /// - Returns: at most `limit` bytes, empty at the end; `nil` if reading failed.
    static func read(_ descriptor: Int32, upTo limit: Int) -> Bytes? {
        var octets = Bytes(repeating: 0, count: limit)
        while true {
            #if canImport(Darwin)
            let count = octets.withUnsafeMutableBytes { Darwin.read(descriptor, $0.baseAddress, $0.count) }
            #elseif canImport(Musl)
            let count = octets.withUnsafeMutableBytes { Musl.read(descriptor, $0.baseAddress, $0.count) }
            #else
            let count = octets.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            #endif
            if count >= 0 { return Bytes(octets.prefix(count)) }
            if errno != EINTR { return nil }
        }
    }

    /// - Returns: `nil` if reading failed.
    static func readAll(_ descriptor: Int32) -> Bytes? {
        var octets: Bytes = []
        while let some = read(descriptor, upTo: 65_536) {
            if some.isEmpty { return octets }
            octets += some
        }
        return nil
    }

    /// A pipe whose ends child processes don't inherit unless given them. `nil` if none is available.
    static func pipe() -> (out: Int32, in: Int32)? {
        var ends: [Int32] = [0, 0]
        #if canImport(Darwin)
        let made = Darwin.pipe(&ends)
        #elseif canImport(Musl)
        let made = Musl.pipe(&ends)
        #else
        let made = Glibc.pipe(&ends)
        #endif
        guard made == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }
}

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
