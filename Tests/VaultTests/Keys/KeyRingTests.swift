import Models
import Support
import Testing
import Vault

@Suite("Key ring")
struct KeyRingTests {
    private let keys: DeviceKeys
    private let desk: DeviceID = Sample.id(1)
    private let phone: DeviceID = Sample.id(2)
    private let gone: DeviceID = Sample.id(3)
    private let first = Sample.secret(11)
    private let second = Sample.secret(12)

    init() throws { keys = try Sample.keys(1) }

    private let ada: PartnerID = Sample.id(2)
    private let ben: PartnerID = Sample.id(3)
    private let laptop: DeviceID = Sample.id(4)

    private func grant(
        _ key: SecretKey, _ purpose: KeyPurpose = .couple, epoch: Int64 = 0, by device: DeviceID, to recipients: [DeviceID]
    ) throws -> KeyGrant {
        try KeyGrant(
            couple: Sample.id(1), purpose: purpose, epoch: epoch, key: key.id, author: device == laptop ? ben : ada, device: device,
            sealed: recipients.map { SealedKey(recipient: $0, encapsulated: .empty, ciphertext: .empty) }, signedWith: keys.signing)
    }

    @Test func `an empty ring has nothing to write with`() {
        let ring = KeyRing()
        #expect(ring.newest(.couple, live: [desk]) == nil)
        #expect(ring.seeds(.coupleSeed).isEmpty && ring.ownSeed(.coupleSeed, live: [desk]) == nil)
        #expect(ring.nextEpoch(.couple) == 0)
        #expect(ring[first.id] == nil)
    }

    @Test func `the newest is the one of the greatest epoch, whatever came first`() throws {
        let grants = try [
            (grant(first, epoch: 0, by: desk, to: [desk]), first), (grant(second, epoch: 1, by: desk, to: [desk]), second),
        ]
        for order in [grants, grants.reversed()] {
            var ring = KeyRing()
            for (grant, key) in order { ring.add(grant, key: key) }
            #expect(ring.newest(.couple, live: [desk]) == second)
            #expect(ring.newest(.personal, live: [desk]) == nil)
            #expect(ring[first.id] == first)
            #expect(ring.nextEpoch(.couple) == 2)
            #expect(ring.nextEpoch(.personal) == 0)
        }
    }

    @Test func `two keys of one epoch: every device writes with the same`() throws {
        let grants = try [(grant(first, by: desk, to: [desk]), first), (grant(second, by: phone, to: [desk, phone]), second)]
        let newest = [grants, grants.reversed()].map { order in
            order.reduce(into: KeyRing()) { $0.add($1.0, key: $1.1) }.newest(.couple, live: [desk, phone])
        }
        #expect(newest[0] == newest[1])
        #expect(newest[0] == (first.id < second.id ? second : first))
    }

    @Test func `a key that a removed device was given is read with, not written with`() throws {
        var ring = KeyRing()
        ring.add(try grant(first, epoch: 0, by: desk, to: [desk]), key: first)
        ring.add(try grant(second, epoch: 1, by: desk, to: [desk, gone]), key: second)
        #expect(ring.newest(.couple, live: [desk, gone]) == second)
        #expect(ring.newest(.couple, live: [desk]) == first)
        #expect(ring[second.id] == second)
        #expect(ring.nextEpoch(.couple) == 2)
    }

    @Test func `a key that a removed device granted is not written with`() throws {
        var ring = KeyRing()
        ring.add(try grant(first, epoch: 0, by: gone, to: [desk]), key: first)
        #expect(ring.newest(.couple, live: [desk]) == nil)
        #expect(ring.newest(.couple, live: [desk, gone]) == first)
    }

    @Test func `a later grant of the same key counts as well`() throws {
        var ring = KeyRing()
        ring.add(try grant(first, by: desk, to: [desk]), key: first)
        ring.add(try grant(first, by: phone, to: [gone]), key: first)
        #expect(ring.newest(.couple, live: [desk, phone]) == nil)
        #expect(ring.newest(.couple, live: [desk, phone, gone]) == first)
        #expect(ring.entries[first.id]?.recipients == [desk, gone])
        #expect(ring.entries[first.id]?.grantors == [desk, phone])
    }

    @Test(arguments: [KeyPurpose.coupleSeed, .personalSeed])
    func `seeds keep the order in which they came`(purpose: KeyPurpose) throws {
        var ring = KeyRing()
        ring.add(try grant(first, purpose, epoch: 0, by: desk, to: [desk]), key: first)
        ring.add(try grant(second, purpose, epoch: 7, by: phone, to: [desk]), key: second)
        #expect(ring.seeds(purpose) == [first, second])
        ring.add(try grant(first, purpose, epoch: 0, by: desk, to: [phone]), key: first)
        #expect(ring.seeds(purpose) == [first, second])
        #expect(ring.entries[first.id]?.recipients == [desk, phone])
    }

    @Test
    func `a seed of the partner's counts for nothing, however early it came, until a machine of one's own grants it`() throws {
        let (theirs, ours) = (first.id < second.id ? first : second, first.id < second.id ? second : first)
        var ring = KeyRing(owner: ada)
        ring.add(try grant(theirs, .coupleSeed, by: laptop, to: [desk, laptop]), key: theirs)
        #expect(ring.seeds(.coupleSeed) == [theirs])
        #expect(ring.ownSeed(.coupleSeed, live: [desk, phone]) == nil)
        ring.add(try grant(ours, .coupleSeed, by: phone, to: [desk]), key: ours)
        #expect(ring.ownSeed(.coupleSeed, live: [desk, phone]) == ours)
        #expect(ring.keysToPassOn(seeds: [ours.id]).map(\.key) == [ours])
    }

    @Test func `a seed of a live machine's goes before one of a machine that has ended`() throws {
        for (ended, alive) in [(first, second), (second, first)] {
            var ring = KeyRing(owner: ada)
            ring.add(try grant(ended, .personalSeed, by: gone, to: [desk]), key: ended)
            #expect(ring.ownSeed(.personalSeed, live: [desk, phone]) == ended)
            ring.add(try grant(alive, .personalSeed, by: phone, to: [desk]), key: alive)
            #expect(ring.ownSeed(.personalSeed, live: [desk, phone]) == alive)
        }
    }

    @Test func `what a key is for, a machine of one's own says, not the partner who came first`() throws {
        var ring = KeyRing(owner: ada)
        ring.add(try grant(first, .couple, epoch: 5, by: laptop, to: [phone]), key: first)
        ring.add(try grant(first, .coupleSeed, epoch: 0, by: desk, to: [phone]), key: first)
        #expect(ring.ownSeed(.coupleSeed, live: [desk, phone]) == first)
        #expect(ring.newest(.couple, live: [desk, phone, laptop]) == nil)
        ring.add(try grant(first, .couple, epoch: 5, by: laptop, to: [phone]), key: first)
        #expect(ring.entries[first.id]?.purpose == .coupleSeed)
        #expect(ring.entries[first.id]?.epoch == 0)
    }

    @Test func `who of one's own holds a key, one's own machines say`() throws {
        var ring = KeyRing(owner: ada)
        ring.add(try grant(first, by: laptop, to: [desk, phone, laptop]), key: first)
        #expect(ring.entries[first.id]?.holders.isEmpty == true)
        ring.add(try grant(first, by: desk, to: [phone]), key: first)
        #expect(ring.entries[first.id]?.holders == [desk, phone])
    }

    @Test func `of the keys that the partner makes only the first are written with and passed on`() throws {
        var ring = KeyRing(owner: ada)
        for number in 1...UInt64(KeyRing.mostOfPartner + 1) {
            let key = Sample.secret(number)
            ring.add(try grant(key, epoch: Int64(number), by: laptop, to: [desk, laptop]), key: key)
        }
        let last = Sample.secret(UInt64(KeyRing.mostOfPartner + 1))
        #expect(ring.newest(.couple, live: [desk, laptop]) == Sample.secret(UInt64(KeyRing.mostOfPartner)))
        #expect(ring.keysToPassOn(seeds: []).count == KeyRing.mostOfPartner)
        #expect(ring[last.id] == last)
        let own = Sample.secret(999)
        ring.add(try grant(own, epoch: ring.nextEpoch(.couple), by: desk, to: [desk, laptop]), key: own)
        #expect(ring.newest(.couple, live: [desk, laptop]) == own)
        #expect(ring.keysToPassOn(seeds: []).count == KeyRing.mostOfPartner + 1)
    }

    @Test func `a key keeps its purpose and epoch`() throws {
        var ring = KeyRing()
        ring.add(try grant(first, epoch: 1, by: desk, to: [desk]), key: first)
        ring.add(try grant(first, epoch: 9, by: desk, to: [phone]), key: first)
        ring.add(try grant(first, .personal, epoch: 1, by: desk, to: [phone]), key: first)
        #expect(ring.entries[first.id]?.epoch == 1)
        #expect(ring.entries[first.id]?.purpose == .couple)
        #expect(ring.entries[first.id]?.recipients == [desk])
    }

    @Test func `what a device was not given yet is known, oldest first`() throws {
        var ring = KeyRing()
        ring.add(try grant(second, epoch: 1, by: desk, to: [desk]), key: second)
        ring.add(try grant(first, epoch: 0, by: desk, to: [desk]), key: first)
        ring.add(try grant(Sample.secret(13), .personal, by: desk, to: [desk, phone]), key: Sample.secret(13))
        func missing(for device: DeviceID) -> [SecretKey] {
            ring.keysToPassOn(seeds: []).filter { !$0.holders.contains(device) }.map(\.key)
        }
        #expect(missing(for: phone) == [first, second])
        #expect(missing(for: desk).isEmpty)
    }

    @Test(arguments: [.max, .min, -1, (1 << 20) * 4] as [Int64])
    func `a key of an epoch that nobody can have come to is read with alone`(epoch: Int64) throws {
        var ring = KeyRing()
        ring.add(try grant(first, epoch: epoch, by: phone, to: [desk]), key: first)
        #expect(ring.nextEpoch(.couple) == 0)
        #expect(ring.newest(.couple, live: [desk, phone]) == nil)
        #expect(ring[first.id] == first)
        ring.add(try grant(second, epoch: 3, by: desk, to: [desk]), key: second)
        #expect(ring.newest(.couple, live: [desk, phone]) == second)
        #expect(ring.nextEpoch(.couple) == 4)
    }

    @Test func `the greatest epoch that counts can be followed, again and again`() throws {
        var ring = KeyRing()
        for number in 1...UInt64(20) {
            let key = Sample.secret(number)
            ring.add(try grant(key, epoch: Int64(number) << 20 - 1, by: phone, to: [desk]), key: key)
            let next = ring.nextEpoch(.couple)
            #expect(next == Int64(number) << 20)
            var grown = ring
            grown.add(try grant(Sample.secret(99), epoch: next, by: desk, to: [desk]), key: Sample.secret(99))
            #expect(grown.newest(.couple, from: next, live: [desk, phone]) == Sample.secret(99))
        }
    }
}
