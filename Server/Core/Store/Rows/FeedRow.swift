/// One place in a partner's feed.
package struct FeedRow: Hashable, Sendable {
    package let position: Position
    package let subject: FeedSubject

    package init(position: Position, subject: FeedSubject) {
        self.position = position
        self.subject = subject
    }
}
