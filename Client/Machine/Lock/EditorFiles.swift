import Models
import SystemPackage
package import Vault

/// Text in files of a home: what an editor left behind, and what couldn't be saved elsewhere. The files are encrypted while the
/// home is locked, and restored afterwards.
package struct EditorFiles {
    private let home: HomeFolder
    private static let ending = ".locked"

    package init(of home: HomeFolder) { self.home = home }

    /// Encrypts every file and erases the original. Needs no secret key. One process at a time does this; others wait.
    ///
    /// - Returns: `false` if an editor is open: its files stay as they are.
    /// - Throws: `FileError`; `VaultError`.
    package func putAway(_ key: ClosingKey) throws -> Bool {
        try PrivateFile.alone(in: home.path) {
            for file in try files(in: home.rescued) { _ = try putAway(file, key) }
            return try folders(in: home.drafts).reduce(true) { isAll, session in
                let isDone: Void? = try SessionFolder(path: session).unlessTaken {
                    for folder in try [session] + foldersBelow(session) {
                        for file in try files(in: folder) { _ = try putAway(file, key) }
                    }
                }
                return try isAll && (isDone != nil || !PrivateFile.exists(session))
            }
        }
    }

    /// Encrypts one file and erases the original.
    ///
    /// - Returns: where it is now.
    /// - Throws: `FileError`; `VaultError`.
    package func putAway(rescued file: String, _ key: ClosingKey) throws -> String {
        try PrivateFile.alone(in: home.path) { try putAway(file, key) ?? file }
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

    /// - Returns: the encrypted file; `nil` if there was nothing to encrypt.
    private func putAway(_ file: String, _ key: ClosingKey) throws -> String? {
        // Text that was saved meanwhile has no file any more.
        guard let words = try Self.readUnlessGone(file) else { return nil }
        let closed = try PrivateFile.create(key.close(words)) { file + Self.number($0) + Self.ending }
        try PrivateFile.erase(file)
        return closed
    }

    private func bringBack(_ file: String, _ key: LockKey) throws {
        let words: Bytes
        // A file that doesn't decrypt is kept, for someone to investigate.
        do { words = try key.reopen(PrivateFile.read(file)) } catch is VaultError { return }
        _ = try PrivateFile.create(words) { file.dropLast(Self.ending.count) + Self.number($0) }
        try PrivateFile.remove(file)
    }

    /// What is added to a name that is taken.
    private static func number(_ number: Int) -> String { number == 1 ? "" : "~\(number)" }

    private func files(in folder: String, closed: Bool = false) throws -> [String] {
        try PrivateFile.names(in: folder).filter { $0.hasSuffix(Self.ending) == closed }.map { folder + "/" + $0 }.filter {
            try kind(of: $0) == .regular
        }
    }

    private func folders(in folder: String) throws -> [String] {
        try PrivateFile.names(in: folder).map { folder + "/" + $0 }.filter { try kind(of: $0) == .directory }
    }

    /// Includes nested folders, which an editor may create.
    private func foldersBelow(_ folder: String) throws -> [String] {
        try folders(in: folder).flatMap { try [$0] + foldersBelow($0) }
    }

    /// `nil` if the file is gone.
    private func kind(of path: String) throws(FileError) -> FileType? { try PrivateFile.facts(of: path, followsLinks: false)?.type }

    private static func readUnlessGone(_ file: String) throws(FileError) -> Bytes? {
        do {
            return try PrivateFile.read(file)
        } catch {
            guard error.cause == .noSuchFileOrDirectory else { throw error }
            return nil
        }
    }
}
