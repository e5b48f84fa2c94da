package import Vault

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

extension HomeFolder {
    /// The key to the database, if there is one. Creates nothing.
    ///
    /// - Throws: `HomeFolderError.keyMissing` where there is a database without its key, `.keyDamaged`; `FileError`.
    package func storeKey() throws -> SecretKey? {
        guard try PrivateFile.exists(keyFile) else {
            if try isInitialised { throw HomeFolderError.keyMissing(path: keyFile) }
            return nil
        }
        guard let key = SecretKey(bytes: try PrivateFile.read(keyFile)) else { throw HomeFolderError.keyDamaged(path: keyFile) }
        return key
    }

    /// The key to the database; made, and on the disk, where there is neither. Never replaces one, also where two commands make one
    /// at the same time.
    ///
    /// - Precondition: the folder is prepared.
    /// - Throws: as `storeKey` does.
    package func makeStoreKey(random: RandomSource) throws -> SecretKey {
        if let key = try storeKey() { return key }
        let key = SecretKey(random: random)
        do {
            try PrivateFile.create(keyFile, key.bytes)
            return key
        } catch {
            guard error.code == EEXIST else { throw error }
            guard let other = try storeKey() else { throw HomeFolderError.keyMissing(path: keyFile) }
            return other
        }
    }
}
