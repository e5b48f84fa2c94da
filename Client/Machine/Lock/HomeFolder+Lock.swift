import FoundationEssentials
import Models
package import Vault
import Wire

/// Encrypts store keys under a lock key, and the lock key under a passphrase.
///
/// The lock file decides which keys count. If it exists, each home's encrypted key counts; an unencrypted key beside it was left by
/// a crash and is removed. If it doesn't exist, encrypted keys are ignored.
extension HomeFolder {
    package var lockFile: String { path + "/lock" }
    package var sealedKeyFile: String { path + "/store.key.locked" }

    /// - Throws: `FileError` if it can't be determined.
    package var hasPassphrase: Bool { get throws { try PrivateFile.exists(lockFile) } }

    /// - Throws: `LockError.noPassphrase`, `.damaged`, `.newer`; `FileError`.
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

    /// Decrypts the lock key. Runs scrypt.
    ///
    /// - Throws: like `lock`; `LockError.wrongPassphrase`.
    package func lockKey(_ passphrase: String) throws -> LockKey {
        let lock = try lock()
        do throws(VaultError) {
            return try lock.open(with: passphrase)
        } catch {
            throw error == .notAuthentic ? LockError.wrongPassphrase : LockError.damaged(path: lockFile)
        }
    }

    /// - Throws: `LockError.passphraseExists`; `FileError`.
    package func setPassphrase(_ passphrase: String, cost: PassphraseCost = .standard, random: RandomSource) throws {
        let key = LockKey(random: random)
        let lock = try PassphraseLock(key, behind: passphrase, cost: cost, random: random)
        try PrivateFile.alone(in: path) {
            guard try !hasPassphrase else { throw LockError.passphraseExists }
            // If archiving a couple was interrupted, there may be a database and no key yet.
            for place in try places() where try place == self || PrivateFile.exists(place.keyFile) {
                guard let clear = try place.storeKey() else { continue }
                try PrivateFile.replace(place.sealedKeyFile, key.seal(clear, random: random))
            }
            try PrivateFile.create(lockFile, Bytes(WireJSON.encode(lock)))
            try removeClearKeys()
        }
    }

    /// - Throws: like `lockKey`.
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

    /// - Throws: like `lockKey`.
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

    /// The store key of this home or of a former couple's, encrypted or not; `nil` if there is none.
    ///
    /// - Parameter lockKey: called only if needed.
    /// - Throws: what `lockKey` throws; otherwise like `storeKey()`.
    package func storeKey(of place: HomeFolder, lockKey: () throws -> LockKey) throws -> SecretKey? {
        // Another command may set the passphrase meanwhile: the key just read counts only if it hasn't.
        let clear = Result { try place.storeKey() }
        guard try hasPassphrase, try PrivateFile.exists(place.sealedKeyFile) else { return try clear.get() }
        return try place.openStoreKey(with: lockKey())
    }

    /// Like `makeStoreKey(random:)`. If there is a passphrase, the key is never stored unencrypted.
    ///
    /// - Throws: what `lockKey` throws; otherwise like `storeKey()`.
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

    /// Finishes what a crash interrupted. Does nothing if nothing is left to do.
    ///
    /// - Throws: `FileError`.
    package func finishLocking() throws {
        guard try hasPassphrase, try places().contains(where: { try $0.hasNeedlessKey }) || !scratch().isEmpty else { return }
        try PrivateFile.alone(in: path) {
            if try hasPassphrase { try removeClearKeys() }
        }
    }

    /// This home and those of former couples, including one whose archiving was interrupted.
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

    /// Temporary files of interrupted writes: they may contain an unencrypted key.
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

/// Why a lock operation failed. Never contains a passphrase or a key.
package enum LockError: Error, Hashable, Sendable {
    /// The home has a passphrase, and no agent has its key.
    case locked
    case wrongPassphrase
    /// The home has no passphrase.
    case noPassphrase
    /// The home already has a passphrase.
    case passphraseExists
    /// The lock file has unexpected content, or demands too much. Nothing was changed.
    case damaged(path: String)
    /// A newer version of the program has written the file.
    case newer
    /// The agent didn't start: there is no place for its socket, or its program couldn't be run.
    case agentFailed
}

/// How long an agent keeps the key.
package struct LockPeriod: Hashable, Sendable {
    package static let usual = LockPeriod(checked: 15 * 60)
    private static let longest: Int64 = 24 * 3600

    package let seconds: Int64
    package var duration: Duration { .seconds(seconds) }

    private init(checked seconds: Int64) { self.seconds = seconds }

    /// - Returns: `nil` for less than a second or more than a day.
    package init?(seconds: Int64) {
        guard (1...Self.longest).contains(seconds) else { return nil }
        self.seconds = seconds
    }

    /// Parses hours, minutes and seconds, in that order: `1h`, `15m`, `1h30m`, `90s`. `nil` for anything else, less than a second,
    /// or more than a day.
    package init?(argument: String) {
        guard let parts = argument.wholeMatch(of: /(?:(\d{1,4})h)?(?:(\d{1,6})m)?(?:(\d{1,8})s)?/)?.output else { return nil }
        func number(_ text: Substring?) -> Int64 { text.flatMap { Int64($0) } ?? 0 }
        self.init(seconds: number(parts.1) * 3600 + number(parts.2) * 60 + number(parts.3))
    }
}
