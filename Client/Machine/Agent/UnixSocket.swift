import Models
import SystemPackage

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A Unix domain socket between processes of one user. No operation waits longer than `patience`.
struct UnixSocket: ~Copyable {
    let descriptor: Int32

    /// In bytes, including the final zero.
    static let longestPath = MemoryLayout.size(ofValue: sockaddr_un().sun_path)
    /// Whether longer paths work too, through the descriptor of their folder.
    static var takesAnyPath: Bool {
        #if os(Linux)
        true
        #else
        false
        #endif
    }
    private static let patience = timeval(tv_sec: 2, tv_usec: 0)

    /// `nil` if nothing listens there, or another user's process does.
    init?(connectingTo path: String) {
        guard let made = Self.make() else { return nil }
        guard Self.with(path, { connect(made, $0, $1) }) == 0, Self.isPeerMyself(made) else {
            close(made)
            return nil
        }
        descriptor = made
    }

    /// Listens at the path, for this user only. `nil` on failure, with the reason in `errno`.
    init?(listeningAt path: String) {
        guard let made = Self.make() else { return nil }
        // Removes the leftover of a process that had the same id and ended early.
        unlink(path)
        guard Self.with(path, { bind(made, $0, $1) }) == 0 else {
            close(made)
            return nil
        }
        guard chmod(path, 0o600) == 0, listen(made, 16) == 0 else {
            unlink(path)
            close(made)
            return nil
        }
        descriptor = made
    }

    /// Accepts the next caller; `nil` if it is already gone, or is another user's process.
    init?(acceptingFrom listener: borrowing UnixSocket) {
        let made = accept(listener.descriptor, nil, nil)
        guard made >= 0 else { return nil }
        Self.prepare(made)
        guard Self.isPeerMyself(made) else {
            close(made)
            return nil
        }
        descriptor = made
    }

    deinit { close(descriptor) }

    /// Kills the process at the other end, or the one that started listening, if the system says which it is.
    func killPeer() {
        #if os(Linux)
        if let process = Self.credentials(descriptor)?.pid { kill(process, SIGKILL) }
        #endif
    }

    /// Whether someone connects to this socket within that time.
    func isCalled(within span: Duration) -> Bool {
        var call = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&call, 1, Int32(clamping: span.inMilliseconds)) > 0
    }

    func send(_ octets: Bytes) -> Bool { octets.withUnsafeBytes { send($0) } }

    func send(_ octets: UnsafeRawBufferPointer) -> Bool {
        #if os(Linux)
        let flags = Int32(MSG_NOSIGNAL)
        #else
        let flags: Int32 = 0
        #endif
        var sent = 0
        while sent < octets.count {
            let count = sendOnce(UnsafeRawBufferPointer(rebasing: octets[sent...]), flags)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// - Returns: exactly `count` bytes, or `nil`.
    func receive(_ count: Int) -> Bytes? {
        var octets: Bytes = []
        while octets.count < count {
            guard let some = try? FileDescriptor(rawValue: descriptor).take(upTo: count - octets.count), !some.isEmpty else {
                return nil
            }
            octets += some
        }
        return octets
    }

    private func sendOnce(_ rest: UnsafeRawBufferPointer, _ flags: Int32) -> Int {
        #if canImport(Darwin)
        Darwin.send(descriptor, rest.baseAddress, rest.count, flags)
        #elseif canImport(Musl)
        Musl.send(descriptor, rest.baseAddress, rest.count, flags)
        #else
        Glibc.send(descriptor, rest.baseAddress, rest.count, flags)
        #endif
    }

    private static func make() -> Int32? {
        #if canImport(Glibc)
        let made = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        #else
        let made = socket(AF_UNIX, SOCK_STREAM, 0)
        #endif
        guard made >= 0 else { return nil }
        prepare(made)
        return made
    }

    private static func prepare(_ descriptor: Int32) {
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        var patience = patience
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(descriptor, SOL_SOCKET, option, &patience, socklen_t(MemoryLayout<timeval>.size))
        }
        #if canImport(Darwin)
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &yes, socklen_t(MemoryLayout<Int32>.size))
        #endif
    }

    private static func with(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        guard takesAnyPath, path.utf8.count >= longestPath, let slash = path.lastIndex(of: "/") else {
            return withAddress(of: path, body)
        }
        let result = try? FileDescriptor.with(String(path[..<slash]), options: .directory) { folder in
            withAddress(of: "/proc/self/fd/\(folder.rawValue)\(path[slash...])", body)
        }
        return result ?? -1
    }

    private static func withAddress(of path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_un()
        let octets = Bytes(path.utf8)
        guard octets.count < longestPath else {
            errno = ENAMETOOLONG
            return -1
        }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: octets) }
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
        }
    }

    private static func isPeerMyself(_ descriptor: Int32) -> Bool {
        #if os(Linux)
        return credentials(descriptor)?.uid == geteuid()
        #else
        var (user, group) = (uid_t(), gid_t())
        return getpeereid(descriptor, &user, &group) == 0 && user == geteuid()
        #endif
    }

    #if os(Linux)
    /// `struct ucred` of unix(7), which Swift doesn't import.
    private struct Credentials {
        var pid: pid_t = 0
        var uid: uid_t = 0
        var gid: gid_t = 0
    }

    private static func credentials(_ descriptor: Int32) -> Credentials? {
        var found = Credentials()
        let whole = socklen_t(MemoryLayout<Credentials>.size)
        var size = whole
        return getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &found, &size) == 0 && size == whole ? found : nil
    }
    #endif
}
