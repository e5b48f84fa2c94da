import Models
import Support
import Vault

/// A home's lock, and data under its key, made with keys that are the same in every run.
struct LockSample {
    static let passphrase = "four words of mine"

    let key: LockKey
    /// The bytes of an unrelated lock key.
    let otherKey: Bytes
    let lock: PassphraseLock
    /// An encrypted store key.
    let sealed: Bytes
    /// Text that was put away. Not the same in every run, because closing it draws a key.
    let putAway: Bytes

    init() throws {
        let random = SeededRandom(seed: 17)
        let source = RandomSource { random.bytes($0) }
        key = LockKey(random: source)
        otherKey = random.bytes(32)
        lock = try PassphraseLock(
            key, behind: Self.passphrase, cost: PassphraseCost(rounds: 2, blockSize: 1, parallelism: 1), random: source)
        sealed = try key.seal(SecretKey(random: source), random: source)
        putAway = try lock.closing.close(Bytes("What I never told you".utf8))
    }
}
