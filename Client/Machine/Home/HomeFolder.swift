#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The folder of a home: the database, its key, the passphrase lock, drafts being written, and the homes of former couples, each in
/// a folder with the same layout.
package struct HomeFolder: Hashable, Sendable {
    package let path: String

    package init(path: String) { self.path = path }

    package var database: String { path + "/twofold.sqlite" }
    package var keyFile: String { path + "/store.key" }
    package var drafts: String { path + "/drafts" }
    package var rescued: String { path + "/rescued" }
    package var formerFolder: String { path + "/former" }

    /// Whether there is a database. Creates nothing.
    ///
    /// - Throws: `HomeFolderError.notAFolder`; `FileError` if it can't be determined.
    package var isInitialised: Bool {
        get throws {
            do throws(FileError) {
                return try PrivateFile.exists(database)
            } catch {
                throw error.code == ENOTDIR ? HomeFolderError.notAFolder(path: path) : error
            }
        }
    }

    /// Creates the folder if it doesn't exist, and removes other users' access to it and its files.
    ///
    /// Continues if modes can't be changed; `openToOthers()` reports that.
    ///
    /// - Throws: `HomeFolderError.notAFolder`, `.foreignOwner`; `FileError`.
    package func prepare() throws {
        try PrivateFile.makeFolder(path)
        for place in places {
            guard let facts = facts(of: place) else { continue }
            if place == path {
                guard facts.st_mode & S_IFMT == S_IFDIR else { throw HomeFolderError.notAFolder(path: path) }
                guard facts.st_uid == geteuid() else { throw HomeFolderError.foreignOwner(path: path) }
            }
            if facts.st_mode & 0o077 != 0 { _ = chmod(place, facts.st_mode & 0o700) }
        }
    }

    /// The paths that other users on this machine can still read or write.
    package func openToOthers() -> [String] {
        places.filter { place in facts(of: place).map { $0.st_mode & 0o077 != 0 || $0.st_uid != geteuid() } ?? false }
    }

    private var places: [String] {
        [
            path, database, database + "-wal", database + "-shm", keyFile, sealedKeyFile, lockFile, drafts, rescued, formerFolder,
        ]
    }

    private func facts(of place: String) -> stat? {
        var facts = stat()
        return stat(place, &facts) == 0 ? facts : nil
    }
}
