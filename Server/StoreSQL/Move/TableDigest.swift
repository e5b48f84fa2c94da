import Crypto

/// What the rows of a table have in common with a copy of them, in whatever order either is read: their number, and the sum of their hashes.
package struct TableDigest: Hashable, Sendable {
    package private(set) var rows = 0
    private var sum: SIMD4<UInt64> = .zero

    package init() {}

    package mutating func add(_ row: UnsafeRawBufferPointer) {
        var hasher = SHA256()
        hasher.update(bufferPointer: row)
        rows += 1
        sum &+= hasher.finalize().withUnsafeBytes { hash in
            func part(_ index: Int) -> UInt64 { hash.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self) }
            return SIMD4(part(0), part(1), part(2), part(3))
        }
    }
}
