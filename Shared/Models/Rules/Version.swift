/// What decides between two versions of one record.
package struct Version: Hashable, Codable, Sendable {
    package let stamp: Stamp
    package let bodyHash: BodyHash

    package init(stamp: Stamp, bodyHash: BodyHash) {
        self.stamp = stamp
        self.bodyHash = bodyHash
    }
}

extension Version: Comparable {
    /// The greater stamp wins; if the stamps are equal, the greater body hash.
    package static func < (left: Version, right: Version) -> Bool {
        (left.stamp, left.bodyHash) < (right.stamp, right.bodyHash)
    }
}
