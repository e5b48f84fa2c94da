package import Models

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Files and folders for their owner alone, written so that they survive a loss of power. All errors are `FileError`.
package enum PrivateFile {
    package static func read(_ path: String) throws(FileError) -> Bytes {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path: path, code: errno) }
        defer { close(descriptor) }
        guard let octets = Descriptor.readAll(descriptor) else { throw FileError(path: path, code: errno) }
        return octets
    }

    /// Makes a file, whole or not at all. One that is there stays as it is, and the error's code is `EEXIST`.
    package static func create(_ path: String, _ octets: Bytes) throws(FileError) {
        try place(octets, path) { link($0, path) }
    }

    /// Makes a file or takes the place of one, whole or not at all.
    package static func replace(_ path: String, _ octets: Bytes) throws(FileError) {
        try place(octets, path) { rename($0, path) }
    }

    /// Makes a folder, and those above it that are missing, with mode 0700. One that is there stays as it is.
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

    /// Puts on the disk what was written to a file, or the names that were given and taken in a folder.
    package static func flush(_ path: String) throws(FileError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path: path, code: errno) }
        defer { close(descriptor) }
        // Some file systems cannot do so with folders, and say EINVAL.
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw FileError(path: path, code: errno) }
    }

    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

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
