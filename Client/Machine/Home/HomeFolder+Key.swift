package import Vault

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

extension HomeFolder {
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
            guard error.code == EEXIST else { throw error }
            guard let other = try storeKey() else { throw HomeFolderError.keyMissing(path: keyFile) }
            return other
        }
    }
}
