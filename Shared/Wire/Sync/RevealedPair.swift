/// A revealed round, verbatim, with both authors' signatures and openings. Either partner can restore it on a server.
package struct RevealedPair: Hashable, Codable, Sendable {
    /// The caller's own side.
    package let mine: RevealedAnswer
    package let theirs: RevealedAnswer

    package init(mine: RevealedAnswer, theirs: RevealedAnswer) {
        self.mine = mine
        self.theirs = theirs
    }
}
