import SystemPackage

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
                throw error.cause == .notDirectory ? HomeFolderError.notAFolder(path: path) : error
            }
        }
    }

    /// Whether the database beside a key is empty: it was cut off when it was made, or something emptied it.
    ///
    /// - Throws: `FileError`.
    package var isEmptied: Bool {
        get throws {
            guard try PrivateFile.facts(of: database)?.size == 0 else { return false }
            return try PrivateFile.exists(keyFile) || PrivateFile.exists(sealedKeyFile)
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
            guard let facts = try? PrivateFile.facts(of: place) else { continue }
            if place == path {
                guard facts.type == .directory else { throw HomeFolderError.notAFolder(path: path) }
                guard facts.userID == Posix.user else { throw HomeFolderError.foreignOwner(path: path) }
            }
            if !facts.permissions.isDisjoint(with: .others) {
                try? Posix.setMode(of: place, to: facts.permissions.intersection(.ownerReadWriteExecute))
            }
        }
    }

    /// The paths that other users on this machine can still read or write.
    package func openToOthers() -> [String] {
        places.filter { place in
            guard let facts = try? PrivateFile.facts(of: place) else { return false }
            return !facts.permissions.isDisjoint(with: .others) || facts.userID != Posix.user
        }
    }

    private var places: [String] {
        [
            path, database, database + "-wal", database + "-shm", keyFile, sealedKeyFile, lockFile, drafts, rescued, formerFolder,
        ]
    }
}

extension HomeFolder {
    /// `TWOFOLD_HOME`, or else the platform's usual place: `~/Library/Application Support/Twofold` on macOS, elsewhere `twofold` in
    /// `XDG_DATA_HOME` or `~/.local/share` (XDG Base Directory Specification 0.8). Creates nothing.
    ///
    /// - Throws: `HomeFolderError.noPlace`.
    package init(environment: [String: String]) throws(HomeFolderError) {
        if let chosen = environment["TWOFOLD_HOME"], !chosen.isEmpty {
            self.init(path: try Self.absolute(chosen))
            return
        }
        #if !canImport(Darwin)
        if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
            self.init(path: data + "/twofold")
            return
        }
        #endif
        guard let user = environment["HOME"].flatMap({ $0.hasPrefix("/") ? $0 : nil }) ?? Posix.userFolder else { throw .noPlace }
        #if canImport(Darwin)
        self.init(path: user + "/Library/Application Support/Twofold")
        #else
        self.init(path: user + "/.local/share/twofold")
        #endif
    }

    private static func absolute(_ path: String) throws(HomeFolderError) -> String {
        let ended = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        if ended.hasPrefix("/") { return ended }
        guard let current = Posix.currentFolder else { throw .noPlace }
        return current + "/" + ended
    }
}

/// Why the folder of a home can't be used.
package enum HomeFolderError: Error, Hashable, Sendable {
    /// Neither the environment nor the system says where a home could be.
    case noPlace
    /// The path isn't a folder.
    case notAFolder(path: String)
    /// The folder belongs to another user on this machine.
    case foreignOwner(path: String)
    /// The database is empty. Nothing was changed.
    case emptied(path: String)
    /// There is a database without its key. Nothing was changed.
    case keyMissing(path: String)
    /// The key file doesn't contain a key. Nothing was changed.
    case keyDamaged(path: String)
    /// There is no former couple of that name.
    case noSuchFormer(name: String)
}
