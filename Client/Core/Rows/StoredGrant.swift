package import Models

/// A grant as a home stores it.
package struct StoredGrant: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        /// As it arrived: not opened here yet.
        case grant(KeyGrant)
        /// An `OpenedGrant` under the store key.
        case opened(Blob)
    }

    package let digest: VersionDigest
    package let content: Content

    package init(digest: VersionDigest, content: Content) {
        self.digest = digest
        self.content = content
    }
}

/// How far logs and grants have grown. They're append-only, so equal marks mean equal contents.
package struct LogMark: Hashable, Sendable {
    package let entries: Int64
    package let grants: Int64

    package init(entries: Int64, grants: Int64) {
        self.entries = entries
        self.grants = grants
    }
}
