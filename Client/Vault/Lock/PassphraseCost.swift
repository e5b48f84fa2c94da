/// The cost of trying one passphrase: scrypt parameters (RFC 7914), stored beside what they protect so that they can be raised.
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

    /// For new passphrases: 128 MiB of memory, and about half a second on one core.
    package static let standard = PassphraseCost(rounds: 1 << 17, blockSize: 8, parallelism: 1)

    /// The most memory that an attempt may take, in bytes. It is eight times what `standard` takes, and bounds the work as well.
    static let greatestMemory = 1 << 30

    /// Whether the parameters are valid and within bounds: the file may come from someone else.
    var isBearable: Bool {
        (2...1 << 23).contains(rounds) && rounds & (rounds - 1) == 0 && (1...16).contains(blockSize)
            && (1...16).contains(parallelism) && 128 * rounds * blockSize * parallelism <= Self.greatestMemory
    }
}
