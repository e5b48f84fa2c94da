import Models
import SystemPackage

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The system calls on files that `SystemPackage` lacks.
enum Posix {
    static func addName(_ name: String, to path: String) throws(FileError) { try check(link(path, name), name) }
    static func move(_ path: String, to place: String) throws(FileError) { try check(rename(path, place), place) }
    static func delete(_ path: String) throws(FileError) { try check(unlink(path), path) }
    /// For its owner only.
    static func makeFolder(_ path: String) throws(FileError) { try check(mkdir(path, 0o700), path) }
    static func setMode(of path: String, to mode: FilePermissions) throws(FileError) { try check(chmod(path, mode.rawValue), path) }
    static func isRunnable(_ path: String) -> Bool { access(path, X_OK) == 0 }

    /// Where a path leads through symbolic links of this user's or the system's, whether or not the last of them leads to a file; the
    /// path itself if it isn't one.
    static func target(of path: String) throws(FileError) -> String {
        var place = path
        for _ in 0..<mostLinks {
            guard let facts = try? FilePath(place).stat(followTargetSymlink: false), facts.type == .symbolicLink,
                facts.userID == user || facts.userID.rawValue == 0
            else { return place }
            let link = try FileError.at(place) { try linked(by: place) }
            place = link.hasPrefix("/") ? link : PrivateFile.folder(of: place) + "/" + link
        }
        throw FileError(path: path, code: ELOOP)
    }

    /// As many as the system follows (Linux: `MAXSYMLINKS`).
    private static let mostLinks = 40

    private static func linked(by path: String) throws(Errno) -> String {
        var octets = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink(path, &octets, octets.count)
        guard count >= 0 else { throw Errno(rawValue: errno) }
        return String(decoding: octets.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// The names in a folder, in no order.
    static func names(in folder: String) throws(FileError) -> [String] {
        guard let stream = opendir(folder) else { throw FileError(path: folder, code: errno) }
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
        return names
    }

    /// The user and the process that this is.
    static var user: UserID { UserID(geteuid()) }
    static var process: Int32 { getpid() }

    static var currentFolder: String? {
        guard let current = getcwd(nil, 0) else { return nil }
        defer { free(current) }
        return String(cString: current)
    }

    /// The user's own folder, as the system knows it.
    static var userFolder: String? { getpwuid(geteuid()).map { String(cString: $0.pointee.pw_dir) } }

    /// Has all files created from here on, by other programs too, be for their owner only.
    static func keepFilesPrivate() { umask(0o077) }

    static func isTerminal(_ file: FileDescriptor) -> Bool { isatty(file.rawValue) == 1 }

    /// Has a write beyond the size that a file may have fail, like one to a full disk, instead of ending the process.
    static func failAtSizeLimit() { signal(SIGXFSZ, SIG_IGN) }

    private static func check(_ result: Int32, _ path: String) throws(FileError) {
        guard result == 0 else { throw FileError(path: path, code: errno) }
    }
}

extension FilePermissions {
    /// Everything that other users may do.
    static let others: FilePermissions = [.groupReadWriteExecute, .otherReadWriteExecute]
}

/// All of these continue after interruption by a signal.
extension FileDescriptor {
    /// Opens a file for `body`. Programs started meanwhile don't inherit it.
    static func with<Result>(
        _ path: String, _ mode: AccessMode = .readOnly, options: OpenOptions = [], permissions: FilePermissions? = nil,
        _ body: (FileDescriptor) throws -> Result
    ) throws -> Result {
        let file = try open(FilePath(path), mode, options: options.union(.closeOnExec), permissions: permissions)
        return try file.closeAfter { try body(file) }
    }

    /// A pipe whose ends other programs don't inherit unless given them.
    static func ownPipe() throws -> (out: FileDescriptor, in: FileDescriptor) {
        let ends = try pipe()
        for end in [ends.readEnd, ends.writeEnd] { _ = fcntl(end.rawValue, F_SETFD, FD_CLOEXEC) }
        return (ends.readEnd, ends.writeEnd)
    }

    /// Writes everything, and waits while a pipe is full.
    func put(_ octets: some Collection<UInt8>) throws(Errno) {
        var rest = Bytes(octets)[...]
        while !rest.isEmpty {
            do {
                rest = try rest.dropFirst(rest.withUnsafeBytes { try write($0) })
            } catch Errno.resourceTemporarilyUnavailable {
                var room = pollfd(fd: rawValue, events: Int16(POLLOUT), revents: 0)
                _ = poll(&room, 1, -1)
            } catch {
                throw error as? Errno ?? .ioError
            }
        }
    }

    /// - Returns: at most `limit` bytes, empty at the end.
    func take(upTo limit: Int) throws(Errno) -> Bytes {
        do {
            return try Bytes(unsafeUninitializedCapacity: limit) { octets, count in count = try read(into: .init(octets)) }
        } catch {
            throw error as? Errno ?? .ioError
        }
    }

    func takeAll() throws(Errno) -> Bytes {
        var octets: Bytes = []
        while case let some = try take(upTo: 65_536), !some.isEmpty { octets += some }
        return octets
    }

    /// Writes a file's content, or a folder's entries, to disk.
    func flush() throws(Errno) { guard fsync(rawValue) == 0 else { throw Errno(rawValue: errno) } }

    /// Waits until no other process has the lock. It ends with the last copy of the descriptor.
    func lock() throws(Errno) {
        while flock(rawValue, LOCK_EX) != 0 {
            guard errno == EINTR else { throw Errno(rawValue: errno) }
        }
    }

    /// - Returns: `false` if another process has the lock.
    func lockIfFree() -> Bool { flock(rawValue, LOCK_EX | LOCK_NB) == 0 }

    /// Ends the lock, even if other programs have inherited the descriptor.
    func unlock() { flock(rawValue, LOCK_UN) }
}
