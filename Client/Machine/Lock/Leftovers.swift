import Models
package import Vault

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Text in files of a home: what an editor left behind, and what couldn't be saved elsewhere. The files are encrypted while the
/// home is locked, and restored afterwards.
package struct Leftovers {
    private let home: HomeFolder
    private static let ending = ".locked"

    package init(of home: HomeFolder) { self.home = home }

    /// Encrypts every file and erases the original. Needs no secret key. One process at a time does this; others wait.
    ///
    /// - Returns: `false` if an editor is open: its files stay as they are.
    /// - Throws: `FileError`; `VaultError`.
    package func putAway(_ key: ClosingKey) throws -> Bool {
        try PrivateFile.alone(in: home.path) {
            for file in try files(in: home.rescued) { try putAway(file, key) }
            return try folders(in: home.drafts).reduce(true) { isAll, session in
                let isDone: Void? = try SessionFolder(path: session).unlessTaken {
                    for folder in try [session] + foldersBelow(session) {
                        for file in try files(in: folder) { try putAway(file, key) }
                    }
                }
                return try isAll && (isDone != nil || !PrivateFile.exists(session))
            }
        }
    }

    /// Restores every file.
    ///
    /// - Throws: `FileError`.
    package func bringBack(_ key: LockKey) throws {
        for folder in try foldersBelow(home.drafts) + [home.rescued] {
            let closed = try files(in: folder, closed: true)
            guard !closed.isEmpty else { continue }
            try PrivateFile.alone(in: home.path) {
                for file in closed where try PrivateFile.exists(file) { try bringBack(file, key) }
            }
        }
    }

    private func putAway(_ file: String, _ key: ClosingKey) throws {
        // Text that was saved meanwhile has no file any more.
        guard let words = try Self.readUnlessGone(file) else { return }
        try Self.create(file, Self.ending, key.close(words))
        try PrivateFile.erase(file)
    }

    private func bringBack(_ file: String, _ key: LockKey) throws {
        let words: Bytes
        // A file that doesn't decrypt is kept, for someone to investigate.
        do { words = try key.reopen(PrivateFile.read(file)) } catch is VaultError { return }
        try Self.create(String(file.dropLast(Self.ending.count)), "", words)
        try PrivateFile.remove(file)
    }

    /// Creates a file with that name, or with a number added if it is taken.
    private static func create(_ path: String, _ ending: String, _ octets: Bytes) throws {
        var number = 1
        while true {
            do {
                return try PrivateFile.create(path + (number == 1 ? "" : "~\(number)") + ending, octets)
            } catch {
                guard error.code == EEXIST else { throw error }
                number += 1
            }
        }
    }

    private func files(in folder: String, closed: Bool = false) throws -> [String] {
        try PrivateFile.names(in: folder).filter { $0.hasSuffix(Self.ending) == closed }.map { folder + "/" + $0 }.filter {
            try kind(of: $0) == S_IFREG
        }
    }

    private func folders(in folder: String) throws -> [String] {
        try PrivateFile.names(in: folder).map { folder + "/" + $0 }.filter { try kind(of: $0) == S_IFDIR }
    }

    /// Includes nested folders, which an editor may create.
    private func foldersBelow(_ folder: String) throws -> [String] {
        try folders(in: folder).flatMap { try [$0] + foldersBelow($0) }
    }

    /// 0 if the file is gone.
    private func kind(of path: String) throws(FileError) -> mode_t {
        var facts = stat()
        if lstat(path, &facts) == 0 { return facts.st_mode & S_IFMT }
        guard errno == ENOENT else { throw FileError(path: path, code: errno) }
        return 0
    }

    private static func readUnlessGone(_ file: String) throws(FileError) -> Bytes? {
        do {
            return try PrivateFile.read(file)
        } catch {
            guard error.code == ENOENT else { throw error }
            return nil
        }
    }
}
