import FoundationEssentials
package import Models
import SystemPackage
package import Vault

extension HomeFolder {
    /// The names of former couples, in ascending order.
    ///
    /// - Throws: `FileError`.
    package func formerNames() throws -> [String] {
        try PrivateFile.names(in: formerFolder).filter { !$0.hasPrefix(".") }
    }

    /// The folder of a former couple.
    ///
    /// - Throws: `HomeFolderError.noSuchFormer`; `FileError`.
    package func former(_ name: String) throws -> HomeFolder {
        guard try formerNames().contains(name) else { throw HomeFolderError.noSuchFormer(name: name) }
        return HomeFolder(path: formerFolder + "/" + name)
    }

    /// Moves the database and key to `former`, so that a new couple can begin here. Wherever a crash interrupts it, no database is
    /// left without its key.
    ///
    /// - Parameter name: the couple's name; if it is taken, a number is appended.
    /// - Precondition: the store is closed, and there is a key.
    /// - Returns: the name used.
    /// - Throws: `FileError`.
    package func archive(as name: String) throws -> String {
        try PrivateFile.alone(in: path) { try archiveAlone(as: name) }
    }

    private func archiveAlone(as name: String) throws -> String {
        let wanted = Self.plain(name)
        let taken = Set(try formerNames())
        let free = taken.contains(wanted) ? (2...).lazy.map { "\(wanted)-\($0)" }.first { !taken.contains($0) } : wanted
        guard let free else { return wanted }
        let partial = HomeFolder(path: formerFolder + "/.\(free).partial")
        try PrivateFile.makeFolder(formerFolder)
        try? FileManager.default.removeItem(atPath: partial.path)
        try PrivateFile.makeFolder(partial.path)
        for (here, there) in zip(stored, partial.stored) where try PrivateFile.exists(here) {
            try Posix.addName(there, to: here)
        }
        try PrivateFile.flush(partial.path)
        let place = formerFolder + "/" + free
        try Posix.move(partial.path, to: place)
        try PrivateFile.flush(formerFolder)
        for here in stored + [database + "-shm"] { try? Posix.delete(here) }
        try PrivateFile.flush(path)
        return free
    }

    /// In the order in which they are moved: the key last.
    private var stored: [String] { [database, database + "-wal", keyFile, sealedKeyFile] }

    /// Turns a name into a valid file name.
    private static func plain(_ name: String) -> String {
        let plain = String(name.map { $0.isLetter || $0.isNumber || $0 == "-" ? $0 : "-" })
        return plain.isEmpty ? "couple" : plain
    }

    /// The database key, if there is one. Creates nothing.
    ///
    /// - Throws: `HomeFolderError.keyMissing` if there is a database without its key, `.keyDamaged`; `FileError`.
    package func storeKey() throws -> SecretKey? {
        guard try PrivateFile.exists(keyFile) else {
            if try isInitialised { throw HomeFolderError.keyMissing(path: keyFile) }
            return nil
        }
        guard let key = SecretKey(bytes: try PrivateFile.read(keyFile)) else { throw HomeFolderError.keyDamaged(path: keyFile) }
        return key
    }

    /// The database key. If there is neither key nor database, creates the key and makes it durable. Never replaces a key, even if
    /// two commands create one at the same time.
    ///
    /// - Precondition: the folder is prepared.
    /// - Throws: like `storeKey`.
    package func makeStoreKey(random: RandomSource) throws -> SecretKey {
        if let key = try storeKey() { return key }
        let key = SecretKey(random: random)
        do {
            try PrivateFile.create(keyFile, key.bytes)
            return key
        } catch {
            guard error.cause == .fileExists else { throw error }
            guard let other = try storeKey() else { throw HomeFolderError.keyMissing(path: keyFile) }
            return other
        }
    }

    /// How many files `rescue` made that are still there.
    ///
    /// - Throws: `FileError`.
    package func rescuedCount() throws(FileError) -> Int {
        try PrivateFile.names(in: rescued).count { !PrivateFile.isScratch($0) }
    }

    /// Saves words that couldn't be saved elsewhere, in a file of its own.
    ///
    /// - Returns: the file's path.
    /// - Throws: `FileError`.
    package func rescue(_ words: Bytes) throws -> String {
        try PrivateFile.makeFolder(rescued)
        return try PrivateFile.alone(in: path) {
            // One that was encrypted gets its name back.
            let taken = Set(try PrivateFile.names(in: rescued).map { name in String(name.prefix { $0 != "." }) })
            let first = (1...).first { !taken.contains("words-\($0)") } ?? 1
            return try PrivateFile.create(words) { "\(rescued)/words-\(first + $0 - 1).txt" }
        }
    }
}
