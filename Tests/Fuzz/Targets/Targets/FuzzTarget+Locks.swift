import FoundationEssentials
import Models
import Support
import Vault
import Wire

extension FuzzTarget {
    /// Files on a disk behind a passphrase: someone may have replaced them.
    static let locks = FuzzTarget("locks", longest: 1024) { input in
        let sample = try sample.get()
        try requireRoundTrip(PassphraseLock.self, input)
        try requireUnopened(sample, try? WireJSON.decode(PassphraseLock.self, from: Data(input)))
        try require((try? sample.key.openStoreKey(input)) == nil, "nobody makes a store key without the lock key")
        try require((try? LockKey(bytes: sample.otherKey)?.reopen(sample.putAway)) == nil, "another key reads nothing")
        var decisions = FuzzInput(input)
        let tree = try WireJSON.decode(JSONTree.self, from: WireJSON.encode(sample.lock))
        let changed = try WireJSON.encode(tree.tampered(by: &decisions))
        try requireUnopened(sample, try? WireJSON.decode(PassphraseLock.self, from: changed))
        let sealed = Self.changed(sample.sealed, by: &decisions)
        try require((try? sample.key.openStoreKey(sealed)) == nil, "a store key that was changed does not open")
        // Someone who reads the disk has the closing key, so this only covers what someone else closed.
        let putAway = Self.changed(sample.putAway, by: &decisions)
        try require((try? sample.key.reopen(putAway)) == nil, "words that were changed do not open")
        let closed = try sample.lock.closing.close(input)
        try require(try sample.key.reopen(closed) == input, "words that were put away come back")
    }

    private static let sample = Result { try LockSample() }

    /// A lock that opens is the one that was made, except for its version, which says how to read it. Slow ones aren't tried.
    private static func requireUnopened(_ sample: LockSample, _ lock: PassphraseLock?) throws {
        guard let lock, lock.cost.isCheap, let key = try? lock.open(with: LockSample.passphrase) else { return }
        try require(key == sample.key, "a lock gives the key that was put behind it")
        try require(lock.cost == sample.lock.cost && lock.closing == sample.lock.closing, "a lock that opens was not changed")
    }

    /// Changed in one byte, or truncated.
    private static func changed(_ octets: Bytes, by decisions: inout FuzzInput) -> Bytes {
        var octets = octets
        if decisions.number(below: 8) == 7 { return Bytes(octets.prefix(decisions.number(below: octets.count))) }
        octets[decisions.number(below: octets.count)] ^= max(1, decisions.octet())
        return octets
    }
}

extension PassphraseCost {
    /// Whether trying takes no longer than an input may. Values out of bounds are refused before any work.
    fileprivate var isCheap: Bool {
        let bounds = 1...64
        return [rounds, blockSize, parallelism].allSatisfy(bounds.contains) || [rounds, blockSize, parallelism].contains { $0 < 1 }
    }
}
