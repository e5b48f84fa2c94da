import FoundationEssentials
import Models
import Testing
import Vault

@Suite("A key behind a passphrase")
struct PassphraseLockTests {
    /// Cheap, for tests.
    private static let cost = PassphraseCost(rounds: 16, blockSize: 8, parallelism: 1)
    private let random = RandomSource(seed: 7)
    private let key: LockKey
    private let lock: PassphraseLock

    init() throws {
        key = LockKey(random: random)
        lock = try PassphraseLock(key, behind: "four words of mine", cost: Self.cost, random: random)
    }

    @Test func `the passphrase brings the key back, from what was written too`() throws {
        #expect(try lock.open(with: "four words of mine") == key)
        let read = try JSONDecoder().decode(PassphraseLock.self, from: JSONEncoder().encode(lock))
        #expect(try read.open(with: "four words of mine") == key)
    }

    @Test(arguments: ["four words of mina", "four words of mine ", "Four words of mine", "x"])
    func `another passphrase does not`(passphrase: String) {
        #expect(throws: VaultError.notAuthentic) { try lock.open(with: passphrase) }
    }

    @Test(arguments: ["caf\u{E9} \u{212B} words", "cafe\u{301} A\u{30A} words", "caf\u{E9} \u{C5} words"])
    func `an accented letter is the same however a keyboard composes it`(passphrase: String) throws {
        let lock = try PassphraseLock(key, behind: passphrase, cost: Self.cost, random: random)
        for typed in ["caf\u{E9} \u{212B} words", "cafe\u{301} A\u{30A} words", "caf\u{E9} \u{C5} words"] {
            #expect(try lock.open(with: typed) == key)
        }
        #expect(throws: VaultError.notAuthentic) { try lock.open(with: "cafe \u{C5} words") }
    }

    /// A file of version 0.1.0, which took a passphrase as it was typed: here with each accent as a character of its own.
    @Test func `a home from before opens as its passphrase was typed then`() throws {
        let file =
            #"{"version":1,"cost":{"rounds":16,"blockSize":8,"parallelism":1},"salt":"AAECAwQFBgcICQoLDA0ODw==","sealed":"AA"#
            + #"ECAwQFBgcICQoLemWk3rpGcPiVB2YrLLTbj+2d7hMfcIDO6GcV1/v2R5b0iX3N1MyAiPUqkTUtU34w","closing":"eaYx7t4b+cmPEgMs3q3"#
            + #"Q56B5OY/HhriMyEbsia+FpRo="}"#
        let lock = try JSONDecoder().decode(PassphraseLock.self, from: Data(file.utf8))
        let typed = "cafe\u{301} cre\u{300}me a\u{300} deux"
        #expect(try lock.open(with: typed) == LockKey(bytes: Bytes(0..<32)))
        #expect(throws: VaultError.notAuthentic) { try lock.open(with: "cafe creme a deux") }
    }

    @Test func `no passphrase is none`() throws {
        #expect(throws: VaultError.unusableKey) { try lock.open(with: "") }
        #expect(throws: VaultError.unusableKey) { try PassphraseLock(key, behind: "", cost: Self.cost, random: random) }
    }

    @Test func `two locks of one key and passphrase have nothing in common but what closes`() throws {
        let other = try PassphraseLock(key, behind: "four words of mine", cost: Self.cost, random: random)
        #expect(other.closing == lock.closing)
        let (left, right) = (try Written(lock), try Written(other))
        #expect(left.salt != right.salt && left.sealed != right.sealed)
    }

    @Test(arguments: [
        (0, 8, 1), (1, 8, 1), (17, 8, 1), (-2, 8, 1), (16, 0, 1), (16, 17, 1), (16, 8, 0), (16, 8, 17), (1 << 21, 8, 1),
        (1 << 20, 16, 1), (1 << 20, 8, 2), (1 << 40, 8, 1), (.max, 8, 1), (1 << 62, 16, 16), (.min, .min, .min),
    ])
    func `a file that demands what cannot be, or what nobody should pay for, is not tried`(
        rounds: Int, blockSize: Int, parallelism: Int
    ) throws {
        var changed = try Written(lock)
        changed.cost = PassphraseCost(rounds: rounds, blockSize: blockSize, parallelism: parallelism)
        let read = try changed.lock
        let start = ContinuousClock.now
        #expect(throws: VaultError.unusableKey) { try read.open(with: "four words of mine") }
        #expect(start.duration(to: .now) < .seconds(1))
    }

    @Test func `every field is bound: changed, it does not open`() throws {
        let other = try PassphraseLock(LockKey(random: random), behind: "four words of mine", cost: Self.cost, random: random)
        for field in [\Written.salt, \.sealed, \.closing] {
            var changed = try Written(lock)
            changed[keyPath: field] = try Written(other)[keyPath: field]
            let read = try changed.lock
            #expect(throws: VaultError.notAuthentic) { try read.open(with: "four words of mine") }
        }
        var cheaper = try Written(lock)
        cheaper.cost = PassphraseCost(rounds: 8, blockSize: 8, parallelism: 1)
        let read = try cheaper.lock
        #expect(throws: VaultError.notAuthentic) { try read.open(with: "four words of mine") }
    }

    @Test func `a store key opens under its lock key alone`() throws {
        let store = SecretKey(random: random)
        let sealed = try key.seal(store, random: random)
        #expect(try key.openStoreKey(sealed) == store)
        #expect(throws: VaultError.notAuthentic) { try LockKey(random: random).openStoreKey(sealed) }
        #expect(throws: VaultError.notAuthentic) { try key.openStoreKey(Bytes(sealed.dropLast())) }
    }

    @Test(arguments: [0, 1, 100_000]) func `what was put away comes back for the lock key alone`(count: Int) throws {
        let words = random.bytes(count)
        let closed = try lock.closing.close(words)
        #expect(try key.reopen(closed) == words)
        #expect(throws: VaultError.notAuthentic) { try LockKey(random: random).reopen(closed) }
        for damaged in [Bytes(closed.dropLast()), Bytes(closed.prefix(20)), [], closed.map { $0 ^ 1 }] {
            #expect(throws: VaultError.notAuthentic) { try key.reopen(damaged) }
        }
    }

    @Test func `a lock key does not print itself`() {
        #expect("\(key)" == "(lock key)")
        #expect(!"\(lock)".contains(key.bytes.base64))
    }

    @Test func `the standard cost is 128 MiB`() {
        let cost = PassphraseCost.standard
        #expect(128 * cost.rounds * cost.blockSize == 128 << 20)
        #expect(cost.parallelism == 1)
    }
}

/// The file's fields, in mutable form.
private struct Written: Codable {
    var version: Int
    var cost: PassphraseCost
    var salt: String
    var sealed: String
    var closing: String

    init(_ lock: PassphraseLock) throws { self = try JSONDecoder().decode(Self.self, from: JSONEncoder().encode(lock)) }

    var lock: PassphraseLock {
        get throws { try JSONDecoder().decode(PassphraseLock.self, from: JSONEncoder().encode(self)) }
    }
}
