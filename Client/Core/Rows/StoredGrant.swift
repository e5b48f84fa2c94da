package import Models

/// A grant as a home has it.
package struct StoredGrant: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        /// As it came: nobody has opened it here yet.
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

/// How far logs and grants have grown. They are only ever added to, so that the same mark means the same of both.
package struct LogMark: Hashable, Sendable {
    package let entries: Int64
    package let grants: Int64

    package init(entries: Int64, grants: Int64) {
        self.entries = entries
        self.grants = grants
    }
}
