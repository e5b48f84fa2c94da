package import Models

/// What both partners compare, in person or by voice, to make sure that no one is intercepting them.
package struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
    private let digest: Bytes

    package init(inviter: PartnerID, joiner: PartnerID) {
        var writer = CanonicalWriter("twofold/fingerprint/v1")
        writer.append(inviter)
        writer.append(joiner)
        digest = Identifier<Subjects.Couple>(hashing: writer).bytes
    }

    /// Six groups of five digits: about 99 bits.
    package var description: String {
        (0..<6).map { group in
            let value = digest[group * 5..<group * 5 + 5].reduce(UInt64(0)) { $0 << 8 | UInt64($1) } % 100_000
            let digits = String(value)
            return String(repeating: "0", count: 5 - digits.count) + digits
        }.joined(separator: " ")
    }
}
