/// What it costs to try one passphrase: the parameters of scrypt (RFC 7914). Kept beside what they protect, so that they can be raised.
package struct PassphraseCost: Hashable, Codable, Sendable {
    /// N: a power of two.
    package let rounds: Int
    /// r.
    package let blockSize: Int
    /// p.
    package let parallelism: Int

    package init(rounds: Int, blockSize: Int, parallelism: Int) {
        self.rounds = rounds
        self.blockSize = blockSize
        self.parallelism = parallelism
    }

    /// For new passphrases: 128 MiB of memory, and about half a second of one processor.
    package static let standard = PassphraseCost(rounds: 1 << 17, blockSize: 8, parallelism: 1)

    /// In octets: a file that demands more than this, or eight times the work of `standard`, is not tried.
    static let greatestMemory = 1 << 30

    /// Whether trying a passphrase is possible, and within bounds: the file may be somebody else's.
    var isBearable: Bool {
        (2...1 << 23).contains(rounds) && rounds & (rounds - 1) == 0 && (1...16).contains(blockSize)
            && (1...16).contains(parallelism) && 128 * rounds * blockSize * parallelism <= Self.greatestMemory
    }
}
