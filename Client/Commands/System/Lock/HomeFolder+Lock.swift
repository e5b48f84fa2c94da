import FoundationEssentials
import Models
package import Vault
import Wire

/// Store keys under a lock key, and that behind a passphrase.
///
/// The file of the lock decides: once it is there, each place's key counts in its sealed form, and one in clear that lies beside it is
/// what a crash left, and goes. While it is not there, sealed keys mean nothing.
extension HomeFolder {
    package var lockFile: String { path + "/lock" }
    package var sealedKeyFile: String { path + "/store.key.locked" }

    /// - Throws: `FileError` where it can't be told.
    package var hasPassphrase: Bool { get throws { try PrivateFile.exists(lockFile) } }

    /// - Throws: `LockError.noPassphrase`, `.damaged`, `.newer`.
    package func lock() throws -> PassphraseLock {
        guard try hasPassphrase else { throw LockError.noPassphrase }
        let octets = try PrivateFile.read(lockFile, atMost: 4096)
        guard let octets, let version = try? WireJSON.decode(LockVersion.self, from: Data(octets)) else {
            throw LockError.damaged(path: lockFile)
        }
        guard version.version <= PassphraseLock.version else { throw LockError.newer }
        guard let lock = try? WireJSON.decode(PassphraseLock.self, from: Data(octets)) else {
            throw LockError.damaged(path: lockFile)
        }
        return lock
    }

    /// Runs scrypt.
    ///
    /// - Throws: as `lock` does; `LockError.wrongPassphrase`.
    package func lockKey(_ passphrase: String) throws -> LockKey {
        let lock = try lock()
        do throws(VaultError) {
            return try lock.open(with: passphrase)
        } catch {
            throw error == .notAuthentic ? LockError.wrongPassphrase : LockError.damaged(path: lockFile)
        }
    }

    /// - Throws: `LockError.passphraseExists`.
    package func setPassphrase(_ passphrase: String, cost: PassphraseCost = .standard, random: RandomSource) throws {
        let key = LockKey(random: random)
        let lock = try PassphraseLock(key, behind: passphrase, cost: cost, random: random)
        try PrivateFile.alone(in: path) {
            guard try !hasPassphrase else { throw LockError.passphraseExists }
            // Where putting a couple away was cut short, there may be a database and no key yet.
            for place in try places() where try place == self || PrivateFile.exists(place.keyFile) {
                guard let clear = try place.storeKey() else { continue }
                try PrivateFile.replace(place.sealedKeyFile, key.seal(clear, random: random))
            }
            try PrivateFile.create(lockFile, Bytes(WireJSON.encode(lock)))
            try removeClearKeys()
        }
    }

    /// - Throws: as `lockKey` does.
    package func changePassphrase(
        _ old: String, to new: String, cost: PassphraseCost = .standard, random: RandomSource
    ) throws {
        let before = try lock()
        let after = try PassphraseLock(lockKey(old), behind: new, cost: cost, random: random)
        try PrivateFile.alone(in: path) {
            guard try lock() == before else { throw LockError.wrongPassphrase }
            try PrivateFile.replace(lockFile, Bytes(WireJSON.encode(after)))
        }
    }

    /// - Throws: as `lockKey` does.
    package func removePassphrase(_ passphrase: String) throws {
        let key = try lockKey(passphrase)
        try PrivateFile.alone(in: path) {
            guard try hasPassphrase else { throw LockError.noPassphrase }
            let sealed = try places().filter { try PrivateFile.exists($0.sealedKeyFile) }
            for place in sealed {
                try PrivateFile.replace(place.keyFile, place.openStoreKey(with: key).bytes)
            }
            try PrivateFile.remove(lockFile)
            for place in sealed { try PrivateFile.remove(place.sealedKeyFile) }
        }
    }

    /// The store key of this home or of one of its former couples, as things lie; nil where there is none.
    ///
    /// - Parameter lockKey: asked for where it is needed.
    /// - Throws: what `lockKey` throws; else as `storeKey()` does.
    package func storeKey(of place: HomeFolder, lockKey: () throws -> LockKey) throws -> SecretKey? {
        // Another command may set the passphrase meanwhile: what was read counts only if it has not.
        let clear = Result { try place.storeKey() }
        guard try hasPassphrase, try PrivateFile.exists(place.sealedKeyFile) else { return try clear.get() }
        return try place.openStoreKey(with: lockKey())
    }

    /// As `makeStoreKey(random:)`; where there is a passphrase, the key is never in clear.
    package func makeStoreKey(random: RandomSource, lockKey: () throws -> LockKey) throws -> SecretKey {
        if let key = try storeKey(of: self, lockKey: lockKey) { return key }
        let wrapping = try hasPassphrase ? lockKey() : nil
        return try PrivateFile.alone(in: path) {
            guard let wrapping, try hasPassphrase else { return try makeStoreKey(random: random) }
            if let key = try storeKey(of: self, lockKey: { wrapping }) { return key }
            let key = SecretKey(random: random)
            try PrivateFile.create(sealedKeyFile, wrapping.seal(key, random: random))
            return key
        }
    }

    /// Ends what a crash has cut short. Nothing happens where nothing is left to do.
    package func finishLocking() throws {
        guard try hasPassphrase, try places().contains(where: { try $0.hasNeedlessKey }) || !scratch().isEmpty else { return }
        try PrivateFile.alone(in: path) {
            if try hasPassphrase { try removeClearKeys() }
        }
    }

    /// This home, and all that remains of former couples, also where putting one away was cut short.
    private func places() throws -> [HomeFolder] {
        try [self] + PrivateFile.names(in: formerFolder).map { HomeFolder(path: formerFolder + "/" + $0) }
    }

    private var hasNeedlessKey: Bool {
        get throws { try PrivateFile.exists(keyFile) && PrivateFile.exists(sealedKeyFile) }
    }

    private func removeClearKeys() throws {
        for place in try places() where try place.hasNeedlessKey { try PrivateFile.erase(place.keyFile) }
        for file in try scratch() { try PrivateFile.erase(file) }
    }

    /// Files of keys that were being written when something ended early: they may hold one in clear.
    private func scratch() throws -> [String] {
        try PrivateFile.names(in: path).filter(PrivateFile.isScratch).map { path + "/" + $0 }
    }

    private func openStoreKey(with key: LockKey) throws -> SecretKey {
        let sealed = try PrivateFile.read(sealedKeyFile)
        do {
            return try key.openStoreKey(sealed)
        } catch {
            throw HomeFolderError.keyDamaged(path: sealedKeyFile)
        }
    }
}

private struct LockVersion: Decodable { let version: Int }
